using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Appends to a new run of a new store.</summary>
internal static class StoreLoop
{
    private static readonly Manifest s_manifest = new([new ManifestEntry(Digest.Of("one"u8).Id, "one", "one", 0)]);

    /// <summary>Seconds from the first append until the last is durable, without opening and closing.</summary>
    public static double Run(string folder, Func<RunWriter, Task> append, StoreOptions? options = null)
    {
        using Store store = Store.Open(folder, options);
        RunSession session = store.Experiment("bench").Begin(s_manifest, new RunStart());
        double seconds = Timed.Run(() =>
        {
            append(session.Writer).GetAwaiter().GetResult();
            session.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        });
        session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return seconds;
    }

    public static double Run(string folder, Action<RunWriter> append, StoreOptions? options = null) => Run(folder, writer =>
    {
        append(writer);
        return Task.CompletedTask;
    }, options);

    /// <summary>The segments of the journal that a run has left.</summary>
    public static IEnumerable<string> SegmentsOf(string folder) =>
        Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories)
            .Where(static path => Path.GetFileName(Path.GetDirectoryName(path)) == "journal")
            .Order(StringComparer.Ordinal);

    /// <summary>The bytes of the journal that a run has left, all segments.</summary>
    public static byte[] JournalOf(string folder) => [.. SegmentsOf(folder).SelectMany(File.ReadAllBytes)];
}
