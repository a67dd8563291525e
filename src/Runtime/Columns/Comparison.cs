namespace TrialKeep.Runtime.Columns;

/// <summary>How a column is compared with a value that is not null.</summary>
public enum Comparison
{
    /// <summary>They are equal.</summary>
    Equal,

    /// <summary>The column is less.</summary>
    Less,

    /// <summary>The column is less or equal.</summary>
    LessOrEqual,

    /// <summary>The column is greater.</summary>
    Greater,

    /// <summary>The column is greater or equal.</summary>
    GreaterOrEqual,
}
