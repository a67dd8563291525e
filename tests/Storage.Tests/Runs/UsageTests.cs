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
