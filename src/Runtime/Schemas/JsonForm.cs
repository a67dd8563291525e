namespace TrialKeep.Runtime.Schemas;

/// <summary>The JSON that a member is written as.</summary>
public enum JsonForm
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>Any JSON value.</summary>
    Any,
}
