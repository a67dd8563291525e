using System.Text.Encodings.Web;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Appends that do not wait for each other, durable at the end, against a loop that promises nothing.</summary>
internal sealed class PipelinedAppendBenchmark : IBenchmark
{
    private const int Producers = 4;

    public string Name => "append";

    public string Title => "Append, pipelined and durable, records of 1.6 kB";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        AppendCorpus corpus = new(100_000);
        yield return Table("on the disk", corpus, rounds: 7, settings.Folder);
        using (WorkFolder? memory = WorkFolder.InMemory())
        {
            if (memory is not null) yield return Table("on a file system in memory, where a flush costs nothing", corpus, rounds: 7, memory);
        }

        if (settings.Large) yield return Table("on the disk", new AppendCorpus(1_000_000), rounds: 3, settings.Folder);
    }

    private static MarkdownTable Table(string where, AppendCorpus corpus, int rounds, WorkFolder folder)
    {
        int count = corpus.Count;
        const string Plain = "plain loop, default encoder";
        const string Relaxed = "plain loop, relaxed encoder";
        const string One = "store, one producer";
        const string Four = "store, four producers";
        const string Copy = "the store's own bytes, written and flushed once";
        byte[] encoded = Encoded(corpus, folder);
        Action room = () => folder.MakeRoom(encoded.Length + (128 << 20));
        Rounds measured = Rounds.Run(
            rounds,
            new Contender(Plain, () => PlainLoop.Run(corpus, folder.Fresh(), JavaScriptEncoder.Default), room),
            new Contender(Relaxed, () => PlainLoop.Run(corpus, folder.Fresh(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping), room),
            new Contender(One, () => StoreLoop.Run(folder.Fresh(), writer => Append(corpus, writer, 0, 1)), room),
            new Contender(Four, () => StoreLoop.Run(folder.Fresh(), writer =>
                Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Factory.StartNew(
                    () => Append(corpus, writer, producer, Producers), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)))), room),
            new Contender(Copy, () => RawFile.Run(folder.Fresh(), [encoded]), room));
        MarkdownTable table = new(
            $"{Figure.Count(count)} records {where}, {Figure.Of((double)encoded.Length / count)} B a line, {rounds} rounds", "what", "records/s", "MB/s", "against the plain loop", "lowest to highest", "against the relaxed one", "goal");
        foreach ((string name, string goal) in new[] { (Plain, ""), (Relaxed, ""), (One, "1.4 x"), (Four, "2.2 x"), (Copy, "") })
        {
            double seconds = measured.Median(name);
            (double lowest, double highest) = measured.SpeedRange(name, Plain);
            table.Add(name, Figure.PerSecond(count / seconds), Figure.Of(encoded.Length / seconds / 1e6), Figure.Times(measured.Speed(name, Plain)), $"{Figure.Of(lowest)}-{Figure.Of(highest)}", Figure.Times(measured.Speed(name, Relaxed)), goal);
        }

        return table;
    }

    private static byte[] Encoded(AppendCorpus corpus, WorkFolder folder)
    {
        string fresh = folder.Fresh();
        StoreLoop.Run(fresh, writer => Append(corpus, writer, 0, 1));
        return StoreLoop.JournalOf(fresh);
    }

    private static void Append(AppendCorpus corpus, TrialKeep.Storage.Runs.RunWriter writer, int first, int step)
    {
        for (int i = first; i < corpus.Count; i += step) corpus.Append(writer, i);
    }
}
