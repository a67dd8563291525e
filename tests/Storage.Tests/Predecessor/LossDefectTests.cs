using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Predecessor;

/// <summary>Defects of a predecessor's store by their numbers: what it lost, left behind or wrote so that others could not read it.</summary>
public sealed class LossDefectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public LossDefectTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task E16_usage_pairs_and_keys_that_are_numbers_come_back_as_they_were()
    {
        using JsonDocument raw = JsonDocument.Parse("{\"1\":[1.0,1e2,\"\\u00e4\"]}");
        Trace trace = new()
        {
            Text = "answer",
            Usage = new() { Input = long.MaxValue, Output = 0, Cost = 0.10m },
            Spans = [new(0, "a"), new(-1, "")],
            Choices = ImmutableDictionary<int, string>.Empty.Add(1, "one").Add(-20, "minus"),
            Raw = raw.RootElement,
        };
        RunId run = await Write(writer => writer.Record(Corpus.Envelope(0), trace));
        using RunReader reader = _experiment.Read(run);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration stored));
        Trace read = reader.ReadRecord<Trace>(stored);
        Assert.Equal(trace.Usage, read.Usage);
        Assert.Equal("0.10", read.Usage!.Cost.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(trace.Spans.AsEnumerable(), read.Spans.AsEnumerable());
        Assert.Equal(trace.Choices.OrderBy(pair => pair.Key), read.Choices.OrderBy(pair => pair.Key));
        Assert.Equal("{\"1\":[1.0,1e2,\"\\u00e4\"]}", read.Raw!.Value.GetRawText());
    }

    [Fact]
    public async Task E16_references_come_back_with_the_schema_that_wrote_them()
    {
        Question question = Corpus.Question(3);
        RunId run = await Write(writer => writer.Task(Key.Of(question), question.Id, question));
        using RunReader reader = _experiment.Read(run);
        StoredTask stored = reader.ReadTask(Key.Of(question).Id)!;
        Assert.Equal("tests.question", stored.SchemaId);
        Assert.Equal(question, Runtime.Codecs.Json.Read<Question>(stored.Json.Span, stored.Shared));
    }

    [Fact]
    public async Task E26_what_can_not_be_written_leaves_no_orphan()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(2), Corpus.Start))
        {
            run = session.Id;
            RunWriter writer = session.Writer;
            Question bad = new("item", "text", "a shared text that nothing else has", "\ud800");
            Assert.Throws<ExperimentDataException>(() => writer.Task(Digest.Of("k"u8), "item", bad));
            Assert.Throws<ExperimentDataException>(() => writer.Record(Corpus.Envelope(0), new Reply("\udc00", 1, "another shared text")));
            Assert.Throws<ExperimentDataException>(() => writer.Record(Corpus.Envelope(0), new Trace { Raw = default(JsonElement) }));
            Assert.Throws<ExperimentDataException>(() => writer.Failure(Corpus.Envelope(0), new("kind", "\ud800")));
            Assert.Throws<ExperimentDataException>(() => writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), new Solver("\ud800")));
            Assert.Throws<ArgumentOutOfRangeException>(() => writer.Record(Corpus.Envelope(0) with { Sample = -1 }, new Reply("fine")));
            Assert.False(writer.HasAppended);
            Corpus.Append(writer, 1);
        }

        using RunReader reader = _experiment.Read(run);
        Assert.Equal((1, 1, 1), (reader.Count, reader.Tasks().Count(), reader.Variants().Count()));
        Assert.DoesNotContain("shared text", Journal(), StringComparison.Ordinal);
        Assert.False(reader.Damage.IsDamaged);
    }

    [Fact]
    public async Task E27_no_number_is_written_that_JSON_does_not_have()
    {
        RunId run = await Write(writer =>
        {
            writer.Record(Corpus.Envelope(0), new Trace { Score = double.NaN });
            writer.Record(Corpus.Envelope(1), new Reply("x", double.NegativeInfinity));
            writer.Measurement(Corpus.Generation(0), "x", double.PositiveInfinity);
            writer.Evaluation("e", default).Append(new(Corpus.Generation(0), new(RunId.Parse("20260131T120000000Z-0123456789abcdef"), "w0001", 1), default, default, double.NaN, null, null, null, null, default));
        });
        foreach (string file in Directory.EnumerateFiles(_folder.Store, "*.jsonl", SearchOption.AllDirectories))
        {
            foreach (string line in await File.ReadAllLinesAsync(file)) JsonDocument.Parse(line).Dispose();
        }

        Assert.Contains("\"score\":\"NaN\"", Journal(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"cost\":\"-Infinity\"", Journal(), StringComparison.Ordinal);
        using RunReader reader = _experiment.Read(run);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration stored));
        Assert.Equal(double.NaN, reader.ReadRecord<Trace>(stored).Score);
        using EvaluationReader scores = reader.Evaluation("e", default);
        Assert.Equal(double.NaN, scores.All().Single().Value);
    }

    [Theory]
    [InlineData("{\"_type\":\"header\"}")]
    [InlineData("{\"kind\":\"header\",\"seq\":0,\"format\":1}")]
    [InlineData("\n{\"kind\":\"record\",\"seq\":1,\"key\":\"00\",\"crc\":\"00000000\"}\n")]
    [InlineData("{\"kind\":\"seal\",\"seq\":3}")]
    [InlineData(",\"error\":null,\"schema\":\"x\",\"record\":{},\"crc\":\"00000000\"}")]
    [InlineData("\u0000\u001f\u007f\u2028\ufeff")]
    public async Task E29_rows_and_answers_that_look_like_lines_of_ours_survive(string text)
    {
        Question question = new(text, text, text, text);
        using JsonDocument raw = JsonDocument.Parse("{\"kind\":\"header\",\"seq\":1,\"_type\":\"header\"}");
        RunId run = await Write(writer =>
        {
            writer.Task(Key.Of(question), question.Id, question);
            writer.Record(Corpus.Envelope(0), new Reply(text, 1, text));
            writer.Record(Corpus.Envelope(1), new Trace { Text = text, Raw = raw.RootElement });
            writer.Failure(Corpus.Envelope(2), new(text, text, text, text));
            writer.Event(new("row") { Text = text, Data = raw.RootElement });
        });
        using RunReader reader = _experiment.Read(run);
        Assert.False(reader.Damage.IsDamaged);
        Assert.Equal(3, reader.Count);
        StoredTask task = Assert.Single(reader.Tasks());
        Assert.Equal(question, Runtime.Codecs.Json.Read<Question>(task.Json.Span, task.Shared));
        Assert.Equal(text, task.Item);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration first));
        Assert.Equal(new Reply(text, 1, text), reader.ReadRecord<Reply>(first));
        Assert.True(reader.TryGet(Corpus.Generation(1), out StoredGeneration second));
        Assert.Equal("{\"kind\":\"header\",\"seq\":1,\"_type\":\"header\"}", reader.ReadRecord<Trace>(second).Raw!.Value.GetRawText());
        Assert.True(reader.TryGet(Corpus.Generation(2), out StoredGeneration third));
        Assert.Equal(new RecordError(text, text, text, text), reader.ReadError(third));
        Assert.Equal(text, reader.Events.All().Single().Text);
    }

    // A broken line is searched for a good one inside it: a text that looks like one must not be found there.
    [Fact]
    public async Task E29_a_line_inside_a_broken_line_is_not_taken_for_one()
    {
        string inner = Encoding.UTF8.GetString(Line(1));
        RunId run = await Write(writer => writer.Record(Corpus.Envelope(0), new Reply(inner)), Corpus.Manifest(2));
        string file = JournalFile(run);
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal));
        using RunReader reader = _experiment.Read(run);
        Assert.Equal(0, reader.Count);
    }

    private byte[] Line(int number)
    {
        RunId run = Write(writer => writer.Record(Corpus.Envelope(number), new Reply("inner"))).GetAwaiter().GetResult();
        return Encoding.UTF8.GetBytes(File.ReadAllLines(JournalFile(run))[1]);
    }

    private async Task<RunId> Write(Action<RunWriter> append, Manifest? manifest = null)
    {
        await using RunSession session = _experiment.Begin(manifest ?? Corpus.Manifest(1), Corpus.Start);
        append(session.Writer);
        return session.Id;
    }

    private string Journal() => string.Concat(Directory.EnumerateFiles(_folder.Store, "w0001-*.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText));

    private string JournalFile(RunId run) => Directory.GetFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal")).Single();
}
