using System.Diagnostics;
using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>
/// A process that appends records to a store, or streams them from it: prints the seconds, for an append also those of closing with the catalog, and the
/// most memory. Nothing of the corpus grows with the number.
/// </summary>
internal sealed class GrowthChild : IChild
{
    private const int Different = 1024;

    public string Name => "growth";

    public async Task<int> RunAsync(string[] arguments)
    {
        int count = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        if (arguments[0] == "append") await AppendAsync(arguments[2], count);
        else Stream(arguments[2], count);
        ChildProcess.Print(ChildProcess.PeakMemory());
        return 0;
    }

    private static async Task AppendAsync(string folder, int count)
    {
        string[] texts = English.Texts(Different, characters: 1150, seed: 7);
        KeyId variant = Digest.Of("variant"u8).Id;
        DateTimeOffset time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        long opened = Stopwatch.GetTimestamp();
        using (Store store = Store.Open(folder, new() { SealFrom = long.MaxValue }))
        {
            RunSession session = store.Experiment("bench").Begin(new Manifest([new ManifestEntry(variant, "one", "one", 0)]), new RunStart());
            long started = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                session.Writer.Record(
                    new(CatalogCorpus.Generation(i), CatalogCorpus.Generation(i), variant, 0, 1, time.AddMilliseconds(i), TimeSpan.FromTicks(12_345_678)),
                    new IndexedReply { Text = texts[i % Different], FinishReason = "stop", Grade = i % 100, Latency = 0.25 });
            }

            await session.Writer.FlushAsync();
            ChildProcess.Print(Timed.Since(started));
            await session.DisposeAsync();
        }

        ChildProcess.Print(Timed.Since(opened));
    }

    private static void Stream(string folder, int count)
    {
        using Store store = Store.Open(folder);
        long read = 0;
        ChildProcess.Print(Timed.Run(() =>
        {
            foreach (StreamedRecord<IndexedReply> _ in store.Experiment("bench").StreamAttempts().Records<IndexedReply>()) read++;
        }));
        if (read != count) throw new InvalidOperationException($"{read} records of {count} were read.");
    }
}
