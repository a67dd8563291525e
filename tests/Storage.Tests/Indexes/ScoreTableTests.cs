using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Indexes;

/// <summary>Scores that are read beside a run's index say what they say without it, also of a generation whose record is damaged.</summary>
public sealed class ScoreTableTests : IDisposable
{
    private const int Count = 300;
    private static readonly string s_long = new('x', 4 << 10);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scores_are_the_same_with_and_without_the_runs_index()
    {
        // Several segments, so that the one that is damaged is followed by another.
        using Store store = Store.Open(_folder.Store, new() { SegmentBytes = 256 << 10, SealFrom = long.MaxValue });
        StoredExperiment experiment = store.Experiment("sums");
        RunSession session = experiment.Begin(Corpus.Manifest(Count), Corpus.Start);
        await using (session)
        {
            for (int i = 0; i < Count; i++)
            {
                Corpus.Solve(session.Writer, i);
                RecordReference reference = session.Writer.ReferenceTo(session.Writer.Record(Corpus.Envelope(i), new Reply(s_long)));
                session.Writer.Evaluation("right", Digest.Of("e"u8)).Append(new StoredScore(Corpus.Generation(i), reference, default, default, i, null, s_long, null, null, DateTimeOffset.UnixEpoch));
            }
        }

        AssertWhole(experiment, session.Id, damaged: -1);
        string file = Directory.EnumerateFiles(_folder.Store, "w0001-000002.jsonl", SearchOption.AllDirectories).Single(static path => path.Contains("journal", StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        int record = bytes.AsSpan(bytes.Length / 2).IndexOf("{\"kind\":\"record\""u8) + (bytes.Length / 2);
        bytes[record + 1000] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        AssertWhole(experiment, session.Id, damaged: record);
    }

    private static void AssertWhole(StoredExperiment experiment, RunId run, long damaged)
    {
        using RunReader reader = experiment.Read(run);
        Assert.Equal(damaged < 0 ? [] : [damaged], reader.Damage.Lines.Select(static line => line.Offset));
        int missing = damaged < 0 ? 0 : 1;
        Assert.Equal(Count - missing, reader.Count);
        using EvaluationReader scores = reader.Evaluation("right", Digest.Of("e"u8));
        Assert.Equal(Enumerable.Range(0, Count).Select(static i => (double?)i), scores.All().Select(static score => score.Value));
        using EvaluationReader alone = experiment.Evaluation(run, "right", Digest.Of("e"u8));
        for (int i = 0; i < Count; i++)
        {
            Assert.True(alone.TryPeek(Corpus.Generation(i), out ScoreSummary expected) && scores.TryPeek(Corpus.Generation(i), out ScoreSummary summary) && summary == expected);
            if (!reader.TryGet(Corpus.Generation(i), out StoredGeneration found)) missing--;
            else Assert.True(scores.IsCurrent(Corpus.Generation(i), found.Reference, default) && reader.ReadRecord<Reply>(found).Text.Length == s_long.Length);
        }

        Assert.Equal(0, missing);
    }
}
