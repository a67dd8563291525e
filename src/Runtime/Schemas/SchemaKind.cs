namespace TrialKeep.Runtime.Schemas;

/// <summary>What an annotated type is for.</summary>
public enum SchemaKind
{
    /// <summary>What is asked about an item.</summary>
    Task,

    /// <summary>What answers.</summary>
    Variant,

    /// <summary>What came out.</summary>
    Record,

    /// <summary>A nested type or a row of a data set.</summary>
    Part,
}
