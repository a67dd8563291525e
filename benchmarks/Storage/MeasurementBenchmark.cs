using System.Buffers;
using System.Text.Json;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Storage;
using TrialKeep.Storage.Measurements;
using TrialKeep.Storage.Redaction;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Measurements over steps: many small lines, appended, streamed, and not in the way of who opens the run; and what redactors cost.</summary>
internal sealed class MeasurementBenchmark : IBenchmark
{
    private const int Count = 1_000_000;
    private const int Rounds = 5;

    // One segment, so that the peer reads the same plain file.
    private static readonly StoreOptions s_oneSegment = new() { SegmentBytes = 1L << 30 };

    public string Name => "measurements";

    public string Title => "Measurements over steps, and redactors";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        yield return Measurements(settings.Folder);
        yield return Redactors(settings.Folder, new AppendCorpus(50_000));
    }

    private static MarkdownTable Measurements(WorkFolder folder)
    {
        string read = folder.Fresh();
        StoreLoop.Run(read, Append, s_oneSegment);
        string journal = StoreLoop.SegmentsOf(read).Single();
        Action room = () => folder.MakeRoom(512 << 20);
        Rounds measured = Measuring.Rounds.Run(
            Rounds,
            new Contender("plain loop", () => PlainAppend(folder.Fresh()), room),
            new Contender("append", () => StoreLoop.Run(folder.Fresh(), Append, s_oneSegment), room),
            new Contender("line scan and System.Text.Json", () => Timed.Run(() => PlainRead(journal))),
            new Contender("stream all", () => Timed.Run(() => Read(read))),
            new Contender("open the run", () => Timed.Run(() => Open(read))));
        MarkdownTable table = new($"{Figure.Count(Count)} measurements, {Figure.Of((double)new FileInfo(journal).Length / Count)} B a line, {Rounds} rounds", "what", "a second", "against the peer");
        foreach ((string name, string peer) in new[] { ("plain loop", "plain loop"), ("append", "plain loop"), ("line scan and System.Text.Json", "line scan and System.Text.Json"), ("stream all", "line scan and System.Text.Json"), ("open the run", "line scan and System.Text.Json") })
        {
            table.Add(name, Figure.PerSecond(Count / measured.Median(name)), Figure.Times(measured.Speed(name, peer)));
        }

        return table;
    }

    private static MarkdownTable Redactors(WorkFolder folder, AppendCorpus corpus)
    {
        Action room = () => folder.MakeRoom(256 << 20);
        StoreOptions redacted = new() { Redactors = [new SecretRedactor(["sk-0123456789", "pw-0123456789"])] };
        Rounds measured = Measuring.Rounds.Run(
            Rounds,
            new Contender("no redactor", () => StoreLoop.Run(folder.Fresh(), writer => Append(corpus, writer)), room),
            new Contender("two known secrets", () => StoreLoop.Run(folder.Fresh(), writer => Append(corpus, writer), redacted), room));
        MarkdownTable table = new($"{Figure.Count(corpus.Count)} records of 1.6 kB, {Rounds} rounds", "redactors", "records/s", "against none");
        foreach (string name in new[] { "no redactor", "two known secrets" }) table.Add(name, Figure.PerSecond(corpus.Count / measured.Median(name)), Figure.Times(measured.Speed(name, "no redactor")));
        return table;
    }

    private static void Append(RunWriter writer)
    {
        for (int i = 0; i < Count; i++) writer.Measurement(null, "train/loss", 1.0 / (i + 1), i);
    }

    private static void Append(AppendCorpus corpus, RunWriter writer)
    {
        for (int i = 0; i < corpus.Count; i++) corpus.Append(writer, i);
    }

    private static double PlainAppend(string folder)
    {
        using FileStream file = new(Path.Combine(folder, "plain.jsonl"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20);
        return Timed.Run(() =>
        {
            ArrayBufferWriter<byte> line = new();
            using Utf8JsonWriter json = new(line);
            for (int i = 0; i < Count; i++)
            {
                line.ResetWrittenCount();
                json.Reset();
                json.WriteStartObject();
                json.WriteString("name", "train/loss");
                json.WriteString("time", DateTimeOffset.UtcNow);
                json.WriteNumber("step", i);
                json.WriteNumber("value", 1.0 / (i + 1));
                json.WriteEndObject();
                json.Flush();
                file.Write(line.WrittenSpan);
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        });
    }

    private static void PlainRead(string journal)
    {
        double sum = 0;
        using StreamReader reader = new(journal, System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 20);
        while (reader.ReadLine() is { } text)
        {
            using JsonDocument line = JsonDocument.Parse(text);
            if (line.RootElement.TryGetProperty("value", out JsonElement value)) sum += value.GetDouble();
        }

        if (sum <= 0) throw new InvalidOperationException("nothing was read");
    }

    private static void Read(string folder)
    {
        using Store store = Store.Open(folder);
        using RunReader reader = Reader(store);
        double sum = 0;
        foreach (StoredMeasurement measurement in reader.Measurements.All()) sum += measurement.Value;
        if (sum <= 0) throw new InvalidOperationException("nothing was read");
    }

    private static void Open(string folder)
    {
        using Store store = Store.Open(folder);
        using RunReader reader = Reader(store);
        if (!reader.Measurements.Any) throw new InvalidOperationException("nothing was there");
    }

    private static RunReader Reader(Store store)
    {
        StoredExperiment experiment = store.Experiment("bench");
        return experiment.Read(experiment.Runs()[0]);
    }
}
