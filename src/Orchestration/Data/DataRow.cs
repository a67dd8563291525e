namespace TrialKeep.Orchestration.Data;

/// <summary>One row of a data set with the place that it came from.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="Value">The row.</param>
/// <param name="File">The file as the user named it, or what stands for it.</param>
/// <param name="Line">The line in it, from 1.</param>
public readonly record struct DataRow<T>(T Value, string File, long Line)
{
    /// <summary>Where the row can be read again.</summary>
    internal RowPlace Place { get; init; }

    /// <summary>The place, for messages.</summary>
    public string Origin => $"{File}, line {Line}";
}
