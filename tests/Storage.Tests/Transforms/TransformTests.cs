using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Redaction;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Transforms;

/// <summary>What transforms made of records is in the journal, found by generation and by input, and held against what it names.</summary>
public sealed class TransformTests : IDisposable
{
    private static readonly KeyId s_transform = Digest.Of("answer"u8).Id;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_appended_is_read(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store);
        RunId run = await WriteAsync(store);
        if (isSealed) store.Seal();
        using RunReader reader = store.Experiment("sums").Read(run);
        TransformReader transforms = reader.Transforms;
        Assert.Equal((3, 0), (transforms.Count(s_transform), transforms.Count(default)));
        Assert.Equal(new Reply("four", 2, "a shared text"), transforms.Read<Reply>(Corpus.Generation(0), s_transform));
        Assert.True(transforms.TryPeek(Corpus.Generation(0), s_transform, out TransformSummary summary));
        StoredTransform stored = transforms.Find(Corpus.Generation(0), s_transform)!;
        Assert.Equal((Digest.Of(stored.Json.Span).Id, Input(0), TransformOutcome.Output), (summary.Output, summary.Input, summary.Outcome));
        Assert.Equal(("answer", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), TransformOutcome.Output), (stored.Envelope.Name, stored.Envelope.Time, stored.Outcome));
        Assert.Equal((TransformOutcome.None, "no \"number\"\n"), (transforms.Find(Corpus.Generation(1), s_transform)!.Outcome, transforms.Find(Corpus.Generation(1), s_transform)!.None));
        Assert.Equal("deaf", transforms.Find(Corpus.Generation(2), s_transform)!.Error!.Kind);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration zero));
        Assert.True(reader.TryGet(Corpus.Generation(2), out StoredGeneration two));
        Assert.Equal((true, false, false), (transforms.IsCurrent(zero.Key, s_transform, zero.Reference), transforms.IsCurrent(Corpus.Generation(2), s_transform, two.Reference), transforms.IsCurrent(zero.Key, s_transform, two.Reference)));
        Assert.Null(transforms.Find(Corpus.Generation(3), s_transform));
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => transforms.Read<Reply>(Corpus.Generation(1), s_transform)).Problem);
        Assert.Empty(reader.Damage.Lines);
        Assert.Empty(store.Verify().Findings);
    }

    [Fact]
    public async Task Another_run_finds_it_without_an_index_of_the_records_and_by_its_input()
    {
        using Store store = Store.Open(_folder.Store);
        RunId run = await WriteAsync(store);
        using TransformReader transforms = store.Experiment("sums").Transforms(run);
        Assert.Equal([s_transform], transforms.Transforms);
        Assert.Equal("a shared text", transforms.Read<Reply>(Corpus.Generation(0), s_transform).Shared);
        Assert.Equal(Corpus.Generation(0), transforms.FindByInput(s_transform, Input(0))!.Envelope.Generation);
        Assert.Equal(TransformOutcome.None, transforms.FindByInput(s_transform, Input(1))!.Outcome);
        Assert.Null(transforms.FindByInput(s_transform, Input(2)));
    }

    [Fact]
    public async Task The_later_line_counts_and_the_earlier_one_stays()
    {
        using Store store = Store.Open(_folder.Store);
        RunId run = await WriteAsync(store);
        await using (RunSession session = store.Experiment("sums").Continue(run, Corpus.Start))
        {
            Assert.True(session.Reader.TryGet(Corpus.Generation(2), out StoredGeneration two));
            session.Writer.Transform(Envelope(2, two.Reference), new Reply("mended"));
        }

        using RunReader reader = store.Experiment("sums").Read(run);
        Assert.Equal("mended", reader.Transforms.Read<Reply>(Corpus.Generation(2), s_transform).Text);
        Assert.Equal(4, Lines(run).Count());
    }

    [Fact]
    public async Task A_line_has_the_members_that_the_page_says()
    {
        using Store store = Store.Open(_folder.Store);
        JsonElement[] lines = [.. Lines(await WriteAsync(store))];
        string[] head = ["kind", "seq", "key", "run", "writer", "sequence", "transform", "input", "output", "name", "time"];
        Assert.Equal([.. head, "schema", "version", "value", "crc"], Names(lines[0]));
        Assert.Equal([.. head, "none", "crc"], Names(lines[1]));
        Assert.Equal([.. head, "error", "crc"], Names(lines[2]));
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(lines[0].GetProperty("value").GetRawText())).Id.ToString(), lines[0].GetProperty("output").GetString());
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(lines[1].GetProperty("none").GetRawText())).Id.ToString(), lines[1].GetProperty("output").GetString());
        Assert.Equal(JsonValueKind.Null, lines[2].GetProperty("output").ValueKind);
    }

    [Fact]
    public async Task A_line_whose_record_is_gone_is_named()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            session.Writer.Transform(Envelope(0, new(session.Id, "w0001", 77)), new Reply("of nothing"));
        }

        Finding finding = Assert.Single(store.Verify().Findings);
        Assert.Equal(FindingKind.MissingReference, finding.Kind);
    }

    [Fact]
    public async Task Compaction_keeps_the_record_that_an_output_was_made_from()
    {
        using Store store = Store.Open(_folder.Store);
        RunId run = await WriteAsync(store);
        await using (RunSession session = store.Experiment("sums").Continue(run, Corpus.Start)) session.Writer.Record(Corpus.Envelope(0, 2), new Reply("replaced"));
        store.Compact(new());
        Assert.Equal(3, Lines(run).Count());
        using RunReader reader = store.Experiment("sums").Read(run);
        Assert.Equal("four", reader.Transforms.Read<Reply>(Corpus.Generation(0), s_transform).Text);
        Assert.Empty(store.Verify().Findings);
    }

    [Fact]
    public async Task A_score_says_which_transform_made_what_it_was_given()
    {
        using Store store = Store.Open(_folder.Store);
        RunId run = await WriteAsync(store);
        await using (RunSession session = store.Experiment("sums").Continue(run, Corpus.Start))
        {
            session.Reader.TryGet(Corpus.Generation(0), out StoredGeneration zero);
            session.Reader.Transforms.TryPeek(zero.Key, s_transform, out TransformSummary summary);
            session.Writer.Evaluation("exact", Digest.Of("e"u8)).Append(new(zero.Key, zero.Reference, summary.Output, default, 1, "four", null, null, null, default, s_transform));
            session.Writer.Evaluation("whole", Digest.Of("e"u8)).Append(new(zero.Key, zero.Reference, Input(0), default, 0, null, null, null, null, default));
        }

        using EvaluationReader exact = store.Experiment("sums").Evaluation(run, "exact", Digest.Of("e"u8));
        Assert.True(exact.TryGet(Corpus.Generation(0), out StoredScore score));
        Assert.True(exact.TryPeek(Corpus.Generation(0), out ScoreSummary peeked));
        Assert.Equal((s_transform, 1.0, "four", score.Output), (score.Transform, score.Value, score.Label, peeked.Output));
        Assert.True(peeked.IsCurrent(score.Record, default, score.Output) && peeked.IsCurrent(score.Record, default, null) && !peeked.IsCurrent(score.Record, default, Input(0)));
        using EvaluationReader whole = store.Experiment("sums").Evaluation(run, "whole", Digest.Of("e"u8));
        Assert.True(whole.TryGet(Corpus.Generation(0), out StoredScore plain));
        Assert.Null(plain.Transform);
    }

    [Fact]
    public async Task Secrets_are_masked_before_the_digest_is_made()
    {
        using Store store = Store.Open(_folder.Store, new() { Redactors = [new SecretRedactor([Secret])] });
        RunId run;
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start))
        {
            run = session.Id;
            RecordReference first = session.Writer.ReferenceTo(Corpus.Append(session.Writer, 0));
            RecordReference second = session.Writer.ReferenceTo(Corpus.Append(session.Writer, 1));
            session.Writer.Transform(Envelope(0, first), new Reply($"the key is {Secret}"));
            session.Writer.TransformNone(Envelope(1, second), $"only {Secret} was found");
        }

        Assert.DoesNotContain(Secret, string.Concat(Lines(run).Select(static line => line.GetRawText())), StringComparison.Ordinal);
        Assert.Empty(store.Verify().Findings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("quote\"")]
    public async Task A_name_that_does_not_fit_is_refused(string name)
    {
        using Store store = Store.Open(_folder.Store);
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        RecordReference record = session.Writer.ReferenceTo(Corpus.Append(session.Writer, 0));
        Assert.Equal(Problem.BadName, Assert.Throws<StoreException>(() => session.Writer.TransformNone(Envelope(0, record) with { Name = name }, "x")).Problem);
    }

    private const string Secret = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";

    private static KeyId Input(int number) => Digest.Of(Encoding.UTF8.GetBytes($"input {number}")).Id;

    private static TransformEnvelope Envelope(int number, RecordReference record) =>
        new(Corpus.Generation(number), record, s_transform, Input(number), "answer", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    private static async Task<RunId> WriteAsync(Store store)
    {
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start);
        RecordReference[] records = [.. Enumerable.Range(0, 3).Select(i => session.Writer.ReferenceTo(Corpus.Append(session.Writer, i)))];
        session.Writer.Transform(Envelope(0, records[0]), new Reply("four", 2, "a shared text"));
        session.Writer.TransformNone(Envelope(1, records[1]), "no \"number\"\n");
        session.Writer.TransformFailure(Envelope(2, records[2]), new("deaf", "can't hear"));
        session.SetStatus(RunStatus.Completed, new(3, 3, 0, 0));
        return session.Id;
    }

    private static string[] Names(JsonElement line) => [.. line.EnumerateObject().Select(static member => member.Name).Where(static name => name != "flushed")];

    private IEnumerable<JsonElement> Lines(RunId run) =>
        from file in Directory.GetFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal")).Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        let json = JsonDocument.Parse(line).RootElement
        where json.GetProperty("kind").GetString() == "transform"
        select json;
}
