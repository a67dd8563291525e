namespace TrialKeep.Runtime.Columns;

/// <summary>What a column holds; the names are those of SQLite's affinities.</summary>
public enum ColumnAffinity
{
    /// <summary>Text, compared by its UTF-8 bytes.</summary>
    Text,

    /// <summary>A signed number of 64 bits; a bool is 0 or 1, a duration its ticks of 100 ns.</summary>
    Integer,

    /// <summary>A double. NaN is null.</summary>
    Real,
}
