namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What stands in a column.</summary>
internal enum ColumnKind
{
    /// <summary>Names from users.</summary>
    Name,

    /// <summary>Words.</summary>
    Text,

    /// <summary>Numbers, which line up at the right.</summary>
    Number,
}
