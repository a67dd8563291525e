using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>A store whose run nobody seals unasked.</summary>
internal static class SealCorpus
{
    private const int Different = 4096;
    private static readonly Manifest s_manifest = new([new ManifestEntry(Digest.Of("one"u8).Id, "one", "one", 0)]);

    public static Store Open(string folder) => Store.Open(folder, new() { SealFrom = long.MaxValue });

    /// <summary>Appends the records of the append benchmark.</summary>
    public static RunId WriteRecords(Store store, AppendCorpus corpus) => Write(store, writer =>
    {
        for (int i = 0; i < corpus.Count; i++) corpus.Append(writer, i);
    });

    /// <summary>Appends a task with a prompt of 600 characters and a record with an output of 800 for each: what Themis was measured with.</summary>
    public static RunId WriteExercises(Store store, int count)
    {
        string[] prompts = English.Texts(Different, characters: 600, seed: 11);
        Reply[] replies = [.. English.Texts(Different, characters: 800, seed: 13).Select(static text => new Reply { Text = text, FinishReason = "stop", Latency = 0.25, InputTokens = 180, OutputTokens = 260 })];
        KeyId variant = Digest.Of("variant"u8).Id;
        DateTimeOffset time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        return Write(store, writer =>
        {
            for (int i = 0; i < count; i++)
            {
                Exercise problem = new() { Id = string.Create(CultureInfo.InvariantCulture, $"item-{i}"), Text = prompts[i % Different] };
                Digest task = Key.Of(problem);
                writer.Task(task, problem.Id, problem);
                writer.Record(new(Digest.Of(task.AsSpan()).Id, task.Id, variant, 0, 1, time.AddMilliseconds(i * 37), TimeSpan.FromTicks(12_345_678 + i * 7919L % 10_000_000)), replies[i % Different]);
            }
        });
    }

    public static string[] Files(Store store) => [.. Directory.EnumerateFiles(store.Folder, "w*.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static long Bytes(Store store) => Files(store).Sum(static path => new FileInfo(path).Length);

    private static RunId Write(Store store, Action<RunWriter> append)
    {
        RunSession session = store.Experiment("bench").Begin(s_manifest, new RunStart());
        append(session.Writer);
        session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return session.Id;
    }
}
