using System.Text;
using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;
using TrialKeep.Storage.Tests.Samples;
using TrialKeep.Storage.Tests.Sealing;

namespace TrialKeep.Storage.Tests.Streaming;

public sealed class StreamTests : IDisposable
{
    private const int Records = 120;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public StreamTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Winners_come_in_plan_order_and_in_the_journals_and_are_what_single_reads_say(bool isSealed)
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        if (isSealed) _experiment.Seal(run);
        using RunReader reader = _experiment.Read(run);
        List<StreamedRecord<Reply>> plan = [.. reader.Records<Reply>(RecordOrder.Plan)];
        Assert.Equal(Enumerable.Range(0, Records).Select(Corpus.Generation), plan.Select(one => one.Head.Envelope.Generation));
        foreach (StreamedRecord<Reply> one in plan) AssertSame(reader, one);
        List<StreamedRecord<Reply>> journal = [.. reader.Records<Reply>()];
        Assert.Equal(plan.OrderBy(one => one.Head.Reference.Writer, StringComparer.Ordinal).ThenBy(one => one.Head.Reference.Sequence), journal);
        Assert.Equal(journal, _experiment.StreamWinners(run).Records<Reply>());
        Assert.Equal(plan, _experiment.StreamWinners(run, RecordOrder.Plan).Records<Reply>());
        Assert.Equal(Records / 10, journal.Count(one => one.Error is { Kind: "timeout" }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_attempts_come_as_they_were_written(bool isSealed)
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        if (isSealed) _experiment.Seal(run);
        RecordSequence stream = _experiment.StreamAttempts(run);
        List<StreamedRecord<Reply>> all = [.. stream.Records<Reply>()];
        // Every fifth failed once, and every second of those was then answered.
        Assert.Equal(Records + Records / 10, all.Count);
        Assert.Equal(Records / 5, all.Count(one => !one.Head.Succeeded && one.Error is not null && one.Record is null));
        Assert.Equal(Enumerable.Range(0, Records).Where(i => i % 10 != 5).Select(SealedRun.Reply).OrderBy(one => one.Cost), all.Where(one => one.Head.Succeeded).Select(one => one.Record!).OrderBy(one => one.Cost));
        Assert.Equal(all.Select(one => one.Head), stream.Envelopes());
        Assert.False(stream.Damage.IsDamaged);
    }

    [Fact]
    public async Task Json_is_the_exact_bytes_of_each_record()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        using RunReader reader = _experiment.Read(run);
        foreach (StreamedJson one in reader.Stream(RecordOrder.Plan).Json())
        {
            Assert.True(reader.TryGet(one.Head.Envelope.Generation, out StoredGeneration found));
            if (found.Succeeded) Assert.Equal(("tests.reply", Encoding.UTF8.GetString(reader.ReadRecordJson(found).Span)), (one.SchemaId, Encoding.UTF8.GetString(one.Json.Span)));
            else Assert.Equal(("", 0, reader.ReadError(found)), (one.SchemaId, one.Json.Length, one.Error));
        }
    }

    [Fact]
    public async Task Columns_are_read_without_the_rest_of_the_record()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(3), Corpus.Start);
        Answer[] answers = [.. Enumerable.Range(0, 3).Select(i => new Answer { Text = new('x', 5000), FinishReason = i == 1 ? null : "stop \"it\"", Latency = i / 3.0, System = "Be exact." })];
        for (int i = 0; i < 3; i++) session.Writer.Record(Corpus.Envelope(i), answers[i]);
        session.Writer.Failure(Corpus.Envelope(3), new("timeout", "too slow", null, null));
        await session.Writer.FlushAsync();
        List<StreamedRow> rows = [.. _experiment.StreamAttempts(session.Id).Select(Answer.Columns.Latency, Answer.Columns.System, Answer.Columns.FinishReason, Answer.Columns.Latency)];
        Assert.Equal(4, rows.Count);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal([ColumnValue.Of(i / 3.0), ColumnValue.Of("Be exact."), ColumnValue.Of(answers[i].FinishReason), ColumnValue.Of(i / 3.0)], rows[i].Values.ToArray());
            Assert.Equal(Corpus.Generation(i), rows[i].Head.Envelope.Generation);
        }

        Assert.All(rows[3].Values, value => Assert.True(value.IsNull));
        Assert.Equal(answers, _experiment.StreamAttempts(session.Id).Records<Answer>().Select(one => one.Record).OfType<Answer>());
    }

    [Fact]
    public async Task A_run_that_is_being_written_is_read_up_to_what_is_there()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(30), Corpus.Start);
        RecordSequence attempts = _experiment.StreamAttempts(session.Id);
        for (int i = 0; i < 30; i++)
        {
            await Corpus.Append(session.Writer, i).Durable;
            Assert.Equal(i + 1, attempts.Envelopes().Count());
            Assert.Equal(Corpus.Reply(i), _experiment.StreamWinners(session.Id, RecordOrder.Plan).Records<Reply>().Last().Record);
        }

        // One enumeration while more comes.
        int seen = 0;
        foreach (StreamedEnvelope one in attempts.Envelopes())
        {
            Assert.Equal(Corpus.Generation(seen++), one.Envelope.Generation);
            await Corpus.Append(session.Writer, 100 + seen).Durable;
        }

        Assert.Equal(30, seen);
    }

    [Fact]
    public async Task Reuse_gives_the_record_of_the_other_run()
    {
        RunId first = await SealedRun.WriteAsync(_store, 20);
        RunId second;
        using (RunReader reader = _experiment.Read(first))
        {
            await using RunSession session = _experiment.Begin(Corpus.Manifest(20), Corpus.Start);
            second = session.Id;
            for (int i = 0; i < 10; i++)
            {
                Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
                if (found.Succeeded) session.Writer.Reuse(found.Key, found.Reference);
            }

            session.Writer.Record(Corpus.Envelope(12), new Reply("own"));
        }

        _experiment.Seal(first);
        foreach (RecordOrder order in new[] { RecordOrder.Journal, RecordOrder.Plan })
        {
            List<StreamedRecord<Reply>> found = [.. _experiment.StreamWinners(second, order).Records<Reply>()];
            Assert.Equal(10, found.Count);
            Assert.Equal(9, found.Count(one => one.Head.IsReuse && one.Head.Reference.Run == first));
            Assert.Equal(SealedRun.Reply(3), found[3].Record);
            Assert.Equal(("own", false), (found[9].Record!.Text, found[9].Head.IsReuse));
        }

        Assert.Equal([first, second], _experiment.StreamAttempts().Envelopes().Select(one => one.Reference.Run).Distinct());
        Assert.Equal(20 + 10, _experiment.StreamWinners().Envelopes().Count());
    }

    [Fact]
    public async Task Damage_is_passed_over_and_told_and_another_type_is_refused()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string path = SealedRun.Segments(_store, run).First(one => one.Contains("journal", StringComparison.Ordinal));
        byte[] bad = await File.ReadAllBytesAsync(path);
        int text = bad.AsSpan().IndexOf("and then"u8);
        bad[text] ^= 1;
        await File.WriteAllBytesAsync(path, bad);
        RecordSequence stream = _experiment.StreamAttempts(run);
        Assert.Equal(Records + Records / 10 - 1, stream.Records<Reply>().Count());
        Assert.Equal(path, Assert.Single(stream.Damage.Lines).File);
        StoreException error = Assert.Throws<StoreException>(() => stream.Records<Answer>().Count());
        Assert.Equal((Problem.BadState, path), (error.Problem, error.File));
        Assert.Contains("'tests.reply', not a 'tests.answer'", error.Message, StringComparison.Ordinal);
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => _experiment.StreamAttempts(RunId.Parse("20260131T120000000Z-0123456789abcdef"))).Problem);
    }

    [Fact]
    public async Task A_manifest_that_lost_a_line_is_told_at_the_end_of_plan_order()
    {
        RunId run = await SealedRun.WriteAsync(_store, 20);
        string path = Path.Combine(SealedRun.Folder(_store, run), "manifest.jsonl");
        string[] lines = await File.ReadAllLinesAsync(path);
        await File.WriteAllTextAsync(path, string.Concat(lines[..^1].Select(line => line + "\n")));
        int seen = 0;
        StoreException error = Assert.Throws<StoreException>(() =>
        {
            foreach (StreamedEnvelope _ in _experiment.StreamWinners(run, RecordOrder.Plan).Envelopes()) seen++;
        });
        Assert.Equal((Problem.Damaged, path, 19), (error.Problem, error.File, seen));
    }

    private static void AssertSame(RunReader reader, in StreamedRecord<Reply> one)
    {
        Assert.True(reader.TryGet(one.Head.Envelope.Generation, out StoredGeneration found));
        Assert.Equal((found.Succeeded, found.Reference, found.IsReuse, reader.ReadEnvelope(found)), (one.Head.Succeeded, one.Head.Reference, one.Head.IsReuse, one.Head.Envelope));
        if (found.Succeeded) Assert.Equal(reader.ReadRecord<Reply>(found), one.Record);
        else Assert.Equal(reader.ReadError(found), one.Error);
    }
}
