using System.Text.Json;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>All records of a run as values, and single ones out of sealed segments, on one thread.</summary>
internal sealed class StreamBenchmark : IBenchmark
{
    private const int Reads = 20_000;

    public string Name => "stream";

    public string Title => "Streaming reads, and one record out of a sealed segment";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        foreach (int count in settings.Large ? new[] { 100_000, 1_000_000 } : [100_000])
        {
            using Store plain = SealCorpus.Open(settings.Folder.Fresh());
            using Store compact = SealCorpus.Open(settings.Folder.Fresh());
            RunId active = SealCorpus.WriteRecords(plain, new AppendCorpus(count));
            RunId old = SealCorpus.WriteRecords(compact, new AppendCorpus(count));
            compact.Experiment("bench").Seal(old);
            yield return Streaming(count, plain, active, compact, old);
            yield return Single(count, plain, active, compact, old);
        }
    }

    private static MarkdownTable Streaming(int count, Store plain, RunId active, Store compact, RunId old)
    {
        const string Peer = "newline scan + System.Text.Json, source-generated";
        string[] names = ["active: records", "sealed: records", "active: one column", "sealed: one column", "active: envelopes", "sealed: envelopes"];
        string[] files = SealCorpus.Files(plain);
        StoredExperiment actives = plain.Experiment("bench");
        StoredExperiment olds = compact.Experiment("bench");
        Rounds measured = Rounds.Run(
            count > 100_000 ? 3 : 7,
            new Contender(Peer, () => Timed.Run(() => Demand(count, Scan(files)))),
            new Contender(names[0], () => Timed.Run(() => Demand(count, actives.StreamAttempts(active).Records<Reply>().Count(static one => one.Record!.Latency > 0)))),
            new Contender(names[1], () => Timed.Run(() => Demand(count, olds.StreamAttempts(old).Records<Reply>().Count(static one => one.Record!.Latency > 0)))),
            new Contender(names[2], () => Timed.Run(() => Demand(count, actives.StreamAttempts(active).Select(Reply.Columns.Latency).Count()))),
            new Contender(names[3], () => Timed.Run(() => Demand(count, olds.StreamAttempts(old).Select(Reply.Columns.Latency).Count()))),
            new Contender(names[4], () => Timed.Run(() => Demand(count, actives.StreamAttempts(active).Envelopes().Count()))),
            new Contender(names[5], () => Timed.Run(() => Demand(count, olds.StreamAttempts(old).Envelopes().Count()))));
        MarkdownTable table = new($"{Figure.Count(count)} records of 1.6 kB, one thread, files in memory", "what", "records/s", "against the scan", "lowest to highest", "goal");
        table.Add(Peer, Figure.PerSecond(count / measured.Median(Peer)), Figure.Times(1), "", "");
        foreach ((string name, string goal) in names.Zip(["1.2 x", "0.8 x", "", "", "", ""]))
        {
            (double lowest, double highest) = measured.SpeedRange(name, Peer);
            table.Add(name, Figure.PerSecond(count / measured.Median(name)), Figure.Times(measured.Speed(name, Peer)), $"{Figure.Of(lowest)}-{Figure.Of(highest)}", goal);
        }

        return table;
    }

    private static MarkdownTable Single(int count, Store plain, RunId active, Store compact, RunId old)
    {
        MarkdownTable table = new($"One record of {Figure.Count(count)} by its key, located, read and decoded; {Figure.Count(Reads)} random ones, index in memory", "where", "p50", "p99", "highest", "goal");
        foreach ((string name, Store store, RunId run, string goal) in new[] { ("active", plain, active, ""), ("sealed", compact, old, "p99 under 150 us") })
        {
            double[] seconds = Reading(store, run, count);
            Array.Sort(seconds);
            table.Add(name, Microseconds(seconds[seconds.Length / 2]), Microseconds(seconds[seconds.Length * 99 / 100]), Microseconds(seconds[^1]), goal);
        }

        return table;
    }

    private static double[] Reading(Store store, RunId run, int count)
    {
        using RunReader reader = store.Experiment("bench").Read(run);
        Random random = new(7);
        for (int i = 0; i < 2000; i++) Read(reader, random.Next(count));
        return [.. Enumerable.Range(0, Reads).Select(_ => random.Next(count)).ToArray().Select(index => Timed.Run(() => Read(reader, index)))];
    }

    private static void Read(RunReader reader, int index)
    {
        if (!reader.TryGet(AppendCorpus.Generation(index), out StoredGeneration found) || reader.ReadRecord<Reply>(found).Text.Length == 0) throw new InvalidOperationException("A record is missing.");
    }

    private static string Microseconds(double seconds) => $"{Figure.Of(seconds * 1e6)} us";

    private static void Demand(int expected, int seen)
    {
        if (seen != expected) throw new InvalidOperationException($"{seen} records instead of {expected}.");
    }

    // A plain program: 1 MiB at a time, cut at line feeds, each line deserialized.
    private static int Scan(string[] files)
    {
        int records = 0;
        byte[] buffer = new byte[1 << 20];
        foreach (string path in files)
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            for (int kept = 0, read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
            {
                ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
                for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
                {
                    PlainLine? line = JsonSerializer.Deserialize(bytes[..end], PlainJson.Default.PlainLine);
                    if (line is { Kind: "record", Record.Latency: > 0 }) records++;
                }

                kept = bytes.Length;
                bytes.CopyTo(buffer);
            }
        }

        return records;
    }
}
