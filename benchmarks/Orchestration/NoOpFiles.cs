namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>The files of a measurement: its parent writes them, so that they are charged neither to its time nor to its memory.</summary>
internal static class NoOpFiles
{
    /// <summary>Items of the warm-up.</summary>
    public const int WarmUpItems = 2_000;

    /// <summary>Writes both files.</summary>
    /// <returns>The folder.</returns>
    public static string Write(int items, string folder)
    {
        NoOpExperiment.Write(WarmUpItems, WarmUp(folder));
        NoOpExperiment.Write(items, Items(folder));
        return folder;
    }

    /// <summary>The file of the warm-up.</summary>
    public static string WarmUp(string folder) => Path.Combine(folder, "warm-up.jsonl");

    /// <summary>The file of what is measured.</summary>
    public static string Items(string folder) => Path.Combine(folder, "items.jsonl");
}
