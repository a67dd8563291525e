using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class DuplicateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("s1 s2", "s2")] // the later line of one writer
    [InlineData("s1 f2", "s1")] // a success before a failure
    [InlineData("f1 s2", "s2")]
    [InlineData("f1 f2", "f2")]
    [InlineData("s1 | s2", "s2")] // the later takeover
    [InlineData("s1 | f2", "s1")]
    [InlineData("f1 | s2 | f3 | f4", "s2")]
    [InlineData("s1 s2 | f3", "s2")]
    public async Task The_winner_follows_from_the_lines(string sessions, string expected)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run;
        await using (RunSession begun = experiment.Begin(Corpus.Manifest(1), Corpus.Start)) run = begun.Id;
        int highest = 0;
        foreach (string session in sessions.Split('|'))
        {
            await using RunSession continued = experiment.Continue(run, Corpus.Start);
            foreach (string line in session.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                int attempt = highest = line[1] - '0';
                if (line[0] == 's') continued.Writer.Record(Corpus.Envelope(0, attempt), new Reply(line));
                else continued.Writer.Failure(Corpus.Envelope(0, attempt), new(line, line));
            }
        }

        using RunReader reader = experiment.Read(run);
        Assert.Equal(1, reader.Count);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration found));
        Assert.Equal(expected, found.Succeeded ? reader.ReadRecord<Reply>(found).Text : reader.ReadError(found).Kind);
        Assert.Equal(highest, found.Attempts);
    }

    [Fact]
    public async Task The_same_record_appended_again_counts_once_and_stays_as_evidence()
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        RunId run;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(2), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < 3; i++) await Corpus.Append(session.Writer, 0).Durable;
            await session.RefreshAsync();
            Assert.Equal(1, session.Reader.Count);
        }

        await using (RunSession session = experiment.Continue(run, Corpus.Start)) Corpus.Append(session.Writer, 0);
        using RunReader reader = experiment.Read(run);
        Assert.Equal(1, reader.Count);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration found));
        // The same attempt is one attempt, however often its line was written; the one of the later takeover is the one that counts.
        Assert.Equal((1, "w0002"), (found.Attempts, found.Reference.Writer));
        Assert.Equal(Corpus.Reply(0), reader.ReadRecord<Reply>(found));
        Assert.Equal(4, Directory.EnumerateFiles(_folder.Store, "w*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).Count(line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal)));
        using GenerationLookup lookup = experiment.Lookup(except: null);
        Assert.True(lookup.TryFind(Corpus.Generation(0), out StoredGeneration winner));
        Assert.Equal(found.Reference, winner.Reference);
    }

    [Fact]
    public async Task The_newer_score_counts()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            session.Writer.Evaluation("right", default).Append(Score(run, 1));
        }

        await using (RunSession session = experiment.Continue(run, Corpus.Start)) session.Writer.Evaluation("right", default).Append(Score(run, 0));
        using RunReader reader = experiment.Read(run);
        using EvaluationReader scores = reader.Evaluation(Assert.Single(reader.Evaluations()));
        Assert.Equal(0, Assert.Single(scores.All()).Value);
    }

    [Fact]
    public async Task A_reuse_of_a_line_that_has_lost_since_still_reads_that_line()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        RunId source;
        RecordReference reference;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            source = session.Id;
            reference = session.Writer.ReferenceTo(session.Writer.Record(Corpus.Envelope(0), new Reply("first")));
            session.Writer.Record(Corpus.Envelope(0, 2), new Reply("second"));
        }

        await using RunSession other = experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        other.Writer.Reuse(Corpus.Generation(0), reference);
        await other.Writer.FlushAsync();
        using RunReader reader = experiment.Read(other.Id);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration found));
        Assert.Equal(reference, found.Reference);
        Assert.Equal("first", reader.ReadRecord<Reply>(found).Text);
        using GenerationLookup lookup = experiment.Lookup(other.Id);
        Assert.True(lookup.TryFind(Corpus.Generation(0), out StoredGeneration winner));
        Assert.Equal("second", reader.ReadRecord<Reply>(winner).Text);
        Assert.Equal(source, winner.Reference.Run);
    }

    private static StoredScore Score(RunId run, double value) =>
        new(Corpus.Generation(0), new(run, "w0001", 1), default, default, value, null, null, null, null, default);
}
