using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>What a session appends while a pass indexes is taken along in the same transaction.</summary>
public sealed class FollowingTests : IDisposable
{
    private const int Rounds = 6;
    private const int LinesOfRound = 25;
    private const int Many = 1100;
    private readonly TemporaryFolder _folder = new();
    private ulong _state;

    private string CatalogPath => Path.Combine(_folder.Store, CatalogSchema.FileName);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Rows_that_come_in_round_after_round_count_as_if_they_came_at_once(int seed, bool startsWithRows)
    {
        _state = (ulong)seed;
        using Store store = Store.Open(_folder.Store);
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start);
        RunFolder run = store.Context.Run("sums", session.Id);
        await Append(session);
        if (startsWithRows) CatalogBuild.BringUp(store.Context, CatalogPath, FollowedRuns.None);
        int rounds = 0;
        CatalogBuild.BringUp(store.Context, CatalogPath, new([run], runs =>
        {
            Assert.Equal([run], runs);
            if (rounds++ == Rounds) return false;
            Append(session).GetAwaiter().GetResult();
            return true;
        }));
        string[] followed = Rows();
        Assert.Equal(Rounds + 1, rounds);
        Assert.Equal((Rounds + 1) * LinesOfRound, followed.Length);
        Assert.Contains(followed, static row => row.EndsWith('1'));
        Assert.NotNull(store.Reindex());
        Assert.Equal(Rows(), followed);
    }

    [Fact]
    public async Task A_stream_that_is_gone_meanwhile_is_left_to_the_next_pass()
    {
        _state = 5;
        HeldCatalog files = new();
        using Store store = Store.Open(_folder.Store, new() { Files = files });
        RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start);
        await Append(session);
        RunFolder run = store.Context.Run("sums", session.Id);
        int rounds = 0;
        CatalogBuild.BringUp(store.Context, CatalogPath, new([run], _ =>
        {
            if (rounds++ > 0) return false;
            Directory.Delete(Path.Combine(run.EvaluationsFolder, $"{run.Evaluations()[0].Name}-{run.Evaluations()[0].Identity}"), recursive: true);
            return true;
        }));
        Assert.Equal(1, rounds);
        // It waits at the lock.
        files.Go.Set();
        store.CatchUp();
        string[] filled = Rows();
        Assert.NotNull(store.Reindex());
        Assert.Equal(Rows(), filled);
        Assert.Empty(store.Notices);
        await session.DisposeAsync();
    }

    [Fact]
    public async Task A_session_that_never_pauses_is_indexed_while_it_goes_on()
    {
        using Store store = Store.Open(_folder.Store);
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(Many + 1), Corpus.Start);
        for (int i = 0; i < Many; i++) Corpus.Append(session.Writer, i);
        await session.FlushAsync();
        // Whoever waits for a flush is told before the pass is asked for; by the next flush it was.
        Corpus.Append(session.Writer, Many);
        await session.FlushAsync();
        store.CatchUp();
        using (Database database = new(CatalogPath, create: false)) Assert.InRange(database.Scalar("SELECT count(*) FROM records"), Many * 3 / 4, Many + 1);
        Assert.Empty(store.Verify().Findings);
    }

    private async Task Append(RunSession session)
    {
        for (int i = 0; i < LinesOfRound - 1; i++)
        {
            int number = Draw(6);
            switch (Draw(4))
            {
                case 0:
                    session.Writer.Record(Corpus.Envelope(number, Draw(4)), Corpus.Reply(number));
                    break;
                case 1:
                    session.Writer.Failure(Corpus.Envelope(number, Draw(4)), new("late", "too late"));
                    break;
                case 2:
                    session.Writer.Reuse(Corpus.Generation(number), new(session.Id, "w0001", 1));
                    break;
                default:
                    Score(session, Draw(2) == 0 ? "right" : "short", number);
                    break;
            }
        }

        Score(session, "right", 0);
        await session.FlushAsync();
    }

    private void Score(RunSession session, string evaluation, int number) =>
        session.Writer.Evaluation(evaluation, Digest.Of("e"u8)).Append(new(Corpus.Generation(number), new(session.Id, "w0001", 1), default, default, Draw(1000), null, null, null, null, DateTimeOffset.UnixEpoch));

    private string[] Rows()
    {
        using Database database = new(CatalogPath, create: false);
        List<string> rows = [];
        foreach (string table in (string[])["records", "reuses", "scores"])
        {
            using Statement select = database.Prepare($"SELECT '{table} ' || hex(key) || ' ' || stream || ' ' || writer || ' ' || sequence || ' ' || superseded FROM {table} JOIN segments ON segments.id = segment");
            while (select.Step()) rows.Add(select.Text(0));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    // A generator of the test's own: the same lines whatever the platform.
    private int Draw(int below)
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_state >> 33) % (ulong)below);
    }
}
