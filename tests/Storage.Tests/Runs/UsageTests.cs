using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

/// <summary>What a call has used up and how it ended stand in the record's line, where somebody said so, and hide the record from no reader.</summary>
public sealed class UsageTests : IDisposable
{
    private static readonly (Usage? Usage, AnswerOutcome Outcome)[] s_calls =
    [
        (null, AnswerOutcome.Complete),
        (new Usage(0, 0), AnswerOutcome.Complete),
        (new Usage(12, 3) { Cost = 0.000_001_25m }, AnswerOutcome.Truncated),
        (new Usage(long.MaxValue / 2, 1) { CachedTokens = 7, Cost = 79_228_162_514_264m }, AnswerOutcome.Refused),
        (null, AnswerOutcome.Refused),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_reader_finds_the_record_and_what_was_said_of_the_call()
    {
        RunId run = await Write();
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        using RunReader reader = experiment.Read(run);
        using GenerationLookup lookup = experiment.Lookup(except: null);
        StreamedEnvelope[] streamed = [.. reader.Stream().Envelopes()];
        for (int i = 0; i < s_calls.Length; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found) && found.Succeeded);
            Assert.Equal(Call(i), reader.ReadEnvelope(found));
            Assert.Equal(Call(i), streamed[i].Envelope);
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
            Assert.True(lookup.TryFind(Corpus.Generation(i), out _));
        }

        Assert.True(reader.TryGet(Corpus.Generation(s_calls.Length), out StoredGeneration failed));
        Assert.Equal((false, new Usage(9, 0), "timeout"), (failed.Succeeded, reader.ReadEnvelope(failed).Usage, reader.ReadError(failed).Kind));
    }

    [Fact]
    public async Task A_score_and_an_output_say_what_they_took_and_hide_nothing()
    {
        KeyId transform = Digest.Of("answer"u8).Id;
        Digest evaluation = Digest.Of("right"u8);
        Usage usage = new(12, 3) { CachedTokens = 4, Cost = 0.5m };
        TimeSpan elapsed = TimeSpan.FromSeconds(1.25);
        RecordError error = new("timeout", "\"usage\":{\"input\":1}", "System.Exception", ",\"usage\":{");
        using Store store = Store.Open(_folder.Store);
        RunId run;
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(4), Corpus.Start))
        {
            run = session.Id;
            EvaluationWriter scores = session.Writer.Evaluation("right", evaluation);
            for (int i = 0; i < 4; i++)
            {
                RecordReference record = session.Writer.ReferenceTo(Corpus.Append(session.Writer, i));
                TransformEnvelope envelope = new(Corpus.Generation(i), record, transform, default, "answer", DateTimeOffset.UnixEpoch) { Usage = i == 3 ? null : usage, Elapsed = i == 0 ? null : elapsed };
                if (i == 0) session.Writer.TransformNone(envelope, "none");
                else if (i == 1) session.Writer.TransformFailure(envelope, error);
                else session.Writer.Transform(envelope, Corpus.Reply(i));
                StoredScore score = new(Corpus.Generation(i), record, default, default, i, "label", null, null, i % 2 == 1 ? error : null, DateTimeOffset.UnixEpoch) { Usage = i < 2 ? usage : null, Elapsed = elapsed };
                scores.Append(score);
            }
        }

        store.Seal();
        using RunReader reader = store.Experiment("sums").Read(run);
        using EvaluationReader read = reader.Evaluation("right", evaluation);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(read.TryGet(Corpus.Generation(i), out StoredScore score) && read.TryPeek(Corpus.Generation(i), out ScoreSummary summary) && summary.HasError == (i % 2 == 1));
            Assert.Equal((i < 2 ? usage : null, i, i % 2 == 1 ? error : null), (score.Usage, score.Value!.Value, score.Error));
            TransformEnvelope made = reader.Transforms.Find(Corpus.Generation(i), transform)!.Envelope;
            // Without usage nobody called, and no line says how long that took.
            Assert.Equal((i < 2 ? elapsed : null, i == 3 ? null : usage, i is 1 or 2 ? elapsed : null), (score.Elapsed, made.Usage, made.Elapsed));
        }

        Assert.Equal((new UsageTotal(1, 1, usage) { Timed = 1, Time = elapsed }, new UsageTotal(1, 1, usage) { Timed = 1, Time = elapsed }), (read.Used, read.Lost));
        Assert.Equal((new UsageTotal(2, 2, usage + usage) { Timed = 1, Time = elapsed }, new UsageTotal(1, 1, usage) { Timed = 1, Time = elapsed }), (reader.Transforms.Used(transform), reader.Transforms.Lost(transform)));
        Assert.Equal(Corpus.Reply(2), reader.Transforms.Read<Reply>(Corpus.Generation(2), transform));
        Assert.Empty(reader.Damage.Lines);
        Assert.Empty(read.Damage.Lines);
    }

    [Fact]
    public async Task Negative_tokens_are_refused_and_nothing_is_written()
    {
        await Write();
        using Store store = Store.Open(_folder.Store);
        await using RunSession session = store.Experiment("sums").Continue(store.Experiment("sums").Runs()[^1], Corpus.Start);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Writer.Record(Corpus.Envelope(0, 2) with { Usage = new Usage(-1, 0) }, Corpus.Reply(0)));
        Assert.False(session.Writer.HasAppended);
    }

    private static RecordEnvelope Call(int number) => Corpus.Envelope(number) with { Usage = s_calls[number].Usage, Outcome = s_calls[number].Outcome };

    private async Task<RunId> Write()
    {
        using Store store = Store.Open(_folder.Store);
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(s_calls.Length + 1), Corpus.Start);
        for (int i = 0; i <= s_calls.Length; i++) Corpus.Solve(session.Writer, i);
        for (int i = 0; i < s_calls.Length; i++) session.Writer.Record(Call(i), Corpus.Reply(i));
        session.Writer.Failure(Corpus.Envelope(s_calls.Length) with { Usage = new Usage(9, 0) }, new RecordError("timeout", "late"));
        return session.Id;
    }
}
