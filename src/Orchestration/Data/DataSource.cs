namespace TrialKeep.Orchestration.Data;

/// <summary>The file that rows come from, and what it held when it was read last: the digest costs no second reading.</summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class DataSource(string path)
{
    private volatile ReadData? _read;

    public string Path => path;

    /// <summary>What was read; null until somebody has read it to its end.</summary>
    public ReadData? Read
    {
        get => _read;
        set => _read = value;
    }
}
