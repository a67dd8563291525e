using System.Diagnostics;
using System.Globalization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Claims;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Processes;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Claims;

public sealed class SharedRunTests : IDisposable
{
    private const int Items = 240;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public SharedRunTests()
    {
        _store = Store.Open(_folder.Store);
        _experiment = _store.Experiment("sums");
    }

    private string ClaimsPath => Path.Combine(_folder.Store, "claims.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(4, 10)]
    public async Task Processes_that_share_a_run_and_are_killed_do_every_item_once(int processes, int kills)
    {
        RunId run = await Begin(Items);
        Random random = new(2026 + processes);
        List<Process> workers = [.. Enumerable.Range(0, processes).Select(_ => Child.Share(_folder.Store))];
        HashSet<int> acknowledged = [];
        for (int kill = 0; kill < kills; kill++)
        {
            int victim = random.Next(processes);
            for (int i = random.Next(1, 6); i > 0 && await workers[victim].StandardOutput.ReadLineAsync() is { } line; i--) acknowledged.Add(Number(line));
            workers[victim].Kill();
            await End(workers[victim], acknowledged);
            workers[victim] = Child.Share(_folder.Store);
        }

        foreach (Process worker in workers)
        {
            await End(worker, acknowledged);
        }

        using RunReader reader = _experiment.Read(run);
        Assert.False(reader.Damage.IsDamaged);
        Assert.Equal(new(Items, Items, 0, 0), RunCounts.Of(reader));
        Assert.All(acknowledged, number => Assert.True(reader.TryGet(Corpus.Generation(number), out StoredGeneration found) && found.Succeeded));
        Assert.Equal(Items, RecordLines(run).Count);
        Assert.Equal(Items, RecordLines(run).Distinct().Count());
        // The last one may have been killed after the work was done and before it could say so.
        await using (RunSession last = _experiment.Continue(run, SharedWork.Start)) last.SetStatus(RunStatus.Completed, default);
        Assert.Equal(RunStatus.Completed, _experiment.Status(run));
        Assert.Equal(new(Items, Items, 0, 0), _experiment.Info(run).Counts);
    }

    [Fact]
    public async Task Sessions_in_one_process_divide_the_work_and_the_last_one_out_ends_the_run()
    {
        RunId run = await Begin(Items);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SharedWork.Do(_experiment, run, static _ => { }))));
        Assert.Equal(Items, RecordLines(run).Count);
        Assert.Equal(Items, RecordLines(run).Distinct().Count());
        Assert.Equal(RunStatus.Completed, _experiment.Info(run).Status);
        Assert.Equal(new(Items, Items, 0, 0), _experiment.Info(run).Counts);
    }

    [Fact]
    public async Task An_end_waits_for_the_last_one_who_shares_and_counts_what_is_there_then()
    {
        RunId run = await Begin(2);
        RunSession first = _experiment.Continue(run, SharedWork.Start);
        RunSession second = _experiment.Continue(run, SharedWork.Start);
        await Corpus.Append(first.Writer, 0).Durable;
        first.SetStatus(RunStatus.Failed, new(2, 1, 0, 1), "a worker gave up");
        await first.DisposeAsync();
        Assert.Equal(RunStatus.Running, _experiment.Status(run));
        await Corpus.Append(second.Writer, 1).Durable;
        second.SetStatus(RunStatus.Failed, new(2, 1, 0, 1), "it knew of one only");
        Assert.Equal(RunStatus.Running, _experiment.Status(run));
        await second.DisposeAsync();
        RunInfo info = _experiment.Info(run);
        Assert.Equal((RunStatus.Completed, new RunCounts(2, 2, 0, 0), null), (info.Status, info.Counts, info.Reason));
    }

    [Fact]
    public async Task A_shared_run_that_all_leave_without_an_end_is_stale()
    {
        RunId run = await Begin(2);
        RunSession session = _experiment.Continue(run, SharedWork.Start);
        Assert.Equal(RunStatus.Running, _experiment.Status(run));
        await session.DisposeAsync();
        Assert.Equal(RunStatus.Stale, _experiment.Status(run));
        Assert.True(_experiment.IsStale(run));
    }

    [Fact]
    public async Task Working_alone_and_sharing_exclude_each_other_in_one_sentence()
    {
        RunId run = await Begin(1);
        await using (_experiment.Continue(run, SharedWork.Start))
        {
            StoreException alone = Assert.Throws<StoreException>(() => _experiment.Continue(run, Corpus.Start));
            Assert.Equal(Problem.Busy, alone.Problem);
            Assert.Contains($"is shared by {Me}; wait for all who share it, stop them, or share it too.", alone.Message, StringComparison.Ordinal);
            await using RunSession other = _experiment.Continue(run, SharedWork.Start);
        }

        await using (_experiment.Continue(run, Corpus.Start))
        {
            StoreException sharing = Assert.Throws<StoreException>(() => _experiment.Continue(run, SharedWork.Start));
            Assert.Equal(Problem.Busy, sharing.Problem);
            Assert.Contains($"is being worked on by {Me}; wait for it or stop it.", sharing.Message, StringComparison.Ordinal);
        }

        await using RunSession again = _experiment.Continue(run, SharedWork.Start);
    }

    [Fact]
    public async Task What_is_claimed_is_nobody_elses_until_it_is_released_or_its_session_ends()
    {
        RunId run = await Begin(3);
        KeyId[] keys = [.. Enumerable.Range(0, 3).Select(Corpus.Generation)];
        await using RunSession first = _experiment.Continue(run, SharedWork.Start);
        RunSession second = _experiment.Continue(run, SharedWork.Start);
        Assert.Equal(keys[..2], second.Claims.TryClaim(keys.AsSpan(..2)));
        Assert.Equal(keys[2..], first.Claims.TryClaim(keys));
        Assert.Empty(second.Claims.TryClaim(keys));
        Claim[] claims = [.. first.Claims.List()];
        Assert.Equal(keys.Order(), claims.Select(claim => claim.Key));
        Assert.All(claims, claim => Assert.Equal((claim.Key == keys[2] ? first.Claims.Writer : second.Claims.Writer, Me, false, true), (claim.Writer, claim.Holder, claim.IsSettled, claim.IsLive)));
        second.Claims.Release(keys[0]);
        Assert.Equal(keys[..1], first.Claims.TryClaim(keys));
        await second.DisposeAsync();
        Assert.Equal(keys[1..2], first.Claims.TryClaim(keys));
    }

    [Fact]
    public async Task What_is_settled_or_stored_is_not_handed_out_again()
    {
        RunId run = await Begin(3);
        KeyId[] keys = [.. Enumerable.Range(0, 3).Select(Corpus.Generation)];
        await using RunSession first = _experiment.Continue(run, SharedWork.Start);
        RunSession second = _experiment.Continue(run, SharedWork.Start);
        second.Claims.TryClaim(keys.AsSpan(..2));
        await Corpus.Append(second.Writer, 0).Durable;
        second.Claims.Settle(keys[0]);
        // Done, but not settled: its session ends before it can.
        await Corpus.Append(second.Writer, 1).Durable;
        await second.DisposeAsync();
        Assert.Equal(keys[2..], first.Claims.TryClaim(keys));
        Assert.True(first.Reader.TryGet(keys[1], out StoredGeneration found) && found.Succeeded);
    }

    [Fact]
    public async Task Whoever_takes_over_writes_with_a_higher_epoch()
    {
        RunId run = await Begin(1);
        await using RunSession first = _experiment.Continue(run, SharedWork.Start);
        RunSession second = _experiment.Continue(run, SharedWork.Start);
        second.Claims.TryClaim(Corpus.Generation(0));
        await second.Writer.Failure(Corpus.Envelope(0), new(ErrorKind, "late", null, null)).Durable;
        await second.DisposeAsync();
        RunWriter former = first.Writer;
        Assert.Equal([Corpus.Generation(0)], first.Claims.TryClaim(Corpus.Generation(0)));
        Assert.NotSame(former, first.Writer);
        Appended appended = first.Writer.Failure(Corpus.Envelope(0, 2), new(ErrorKind, "later", null, null));
        await appended.Durable;
        Assert.Equal("w0003", first.Writer.ReferenceTo(appended).Writer);
        await first.RefreshAsync();
        Assert.True(first.Reader.TryGet(Corpus.Generation(0), out StoredGeneration found));
        Assert.Equal("later", first.Reader.ReadError(found).Message);
    }

    [Fact]
    public async Task Claims_that_are_deleted_or_overwritten_are_made_anew_and_what_is_stored_is_not_done_again()
    {
        RunId run = await Begin(4);
        KeyId[] keys = [.. Enumerable.Range(0, 4).Select(Corpus.Generation)];
        await using RunSession first = _experiment.Continue(run, SharedWork.Start);
        await using RunSession second = _experiment.Continue(run, SharedWork.Start);
        first.Claims.TryClaim(keys.AsSpan(..2));
        await Corpus.Append(first.Writer, 0).Durable;
        first.Claims.Settle(keys[0]);
        File.Delete(ClaimsPath);
        // The second one has not seen the first one's line yet: that the claims are new makes it look.
        Assert.Equal(keys[1..3], second.Claims.TryClaim(keys.AsSpan(..3)));
        byte[] noise = new byte[20_000];
        new Random(7).NextBytes(noise);
        File.WriteAllBytes(ClaimsPath, noise);
        Assert.Equal(keys[1..], first.Claims.TryClaim(keys));
        Assert.Contains(_store.Notices, notice => notice.Contains("work may be repeated, no result is harmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_sessions_spend_is_added_up_until_the_last_one_leaves()
    {
        RunId run = await Begin(1);
        await using (RunSession first = _experiment.Continue(run, SharedWork.Start))
        {
            RunSession second = _experiment.Continue(run, SharedWork.Start);
            Spend(first, new() { Items = 1, UnderWay = 1 });
            Spend(second, new() { Items = 2, UnderWay = 2 });
            Spend(second, new() { UnderWay = -1, Ended = 1, Tokens = 70, Cost = 0.1m, DearestTokens = 70, DearestCost = 0.1m });
            Assert.Equal(new Spending { Items = 3, UnderWay = 2, Ended = 1, Tokens = 70, Cost = 0.1m, DearestTokens = 70, DearestCost = 0.1m }, All(first));
            Assert.False(first.Claims.TrySpend(new() { Items = 1 }, static all => all.Items < 3, out Spending unchanged));
            Assert.Equal(All(second), unchanged);
            // What a session had under way when it left, nobody knows the price of.
            await second.DisposeAsync();
            Assert.Equal((1, 1), (All(first).UnderWay, All(first).Lost));
            // Who lives says it again.
            File.Delete(ClaimsPath);
            Assert.Equal(new Spending { Items = 1, UnderWay = 1 }, All(first));
        }

        await using RunSession next = _experiment.Continue(run, SharedWork.Start);
        Assert.Equal(default, All(next));

        static void Spend(RunSession session, Spending change) => Assert.True(session.Claims.TrySpend(change, static _ => true, out _));

        static Spending All(RunSession session)
        {
            session.Claims.TrySpend(default, static _ => true, out Spending all);
            return all;
        }
    }

    [Fact]
    public async Task A_refresh_shows_what_others_have_appended()
    {
        RunId run = await Begin(2);
        await using RunSession first = _experiment.Continue(run, SharedWork.Start);
        await using RunSession second = _experiment.Continue(run, SharedWork.Start);
        await Corpus.Append(second.Writer, 1).Durable;
        Assert.False(first.Reader.TryGet(Corpus.Generation(1), out _));
        await first.RefreshAsync();
        Assert.True(first.Reader.TryGet(Corpus.Generation(1), out _));
    }

    [Fact]
    public async Task Without_SQLite_a_run_can_be_worked_on_alone_only()
    {
        RunId run = await Begin(1);
        using Store plain = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoreException error = Assert.Throws<StoreException>(() => plain.Experiment("sums").Continue(run, SharedWork.Start));
        Assert.Equal(Problem.BadState, error.Problem);
        Assert.Contains("can't be shared, because work is claimed in SQLite", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => plain.Experiment("other").Begin(Corpus.Manifest(1), SharedWork.Start));
        Assert.Equal(["sums"], plain.Experiments());
        await using RunSession alone = plain.Experiment("sums").Continue(run, Corpus.Start);
        Assert.Equal(Problem.BadState, Assert.Throws<StoreException>(() => alone.Claims).Problem);
    }

    [Fact]
    public async Task The_tail_of_a_writer_that_lives_is_not_cut()
    {
        RunId run = await Begin(2);
        await using RunSession first = _experiment.Continue(run, SharedWork.Start);
        await Corpus.Append(first.Writer, 0).Durable;
        string segment = Directory.EnumerateFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal")).Single();
        long whole = new FileInfo(segment).Length;
        await using (FileStream file = new(segment, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) file.Write("{\"kind\":\"rec"u8);
        await using (_experiment.Continue(run, SharedWork.Start)) Assert.Equal(whole + 12, new FileInfo(segment).Length);
        await first.DisposeAsync();
        await using (_experiment.Continue(run, SharedWork.Start)) Assert.Equal(whole, new FileInfo(segment).Length);
    }

    private const string ErrorKind = "failed";

    private static string Me => string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");

    private async Task<RunId> Begin(int items)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(items), Corpus.Start);
        return session.Id;
    }

    private List<string> RecordLines(RunId run)
    {
        string journal = Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal");
        return [.. Directory.EnumerateFiles(journal).SelectMany(File.ReadLines).Where(line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal)).Select(line => line.Substring(line.IndexOf("\"key\":", StringComparison.Ordinal), 40))];
    }

    private static int Number(string line) => int.Parse(line, CultureInfo.InvariantCulture);

    private static async Task End(Process worker, HashSet<int> acknowledged)
    {
        string rest = await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();
        foreach (string line in rest.Split('\n')[..^1]) acknowledged.Add(Number(line));
        worker.Dispose();
    }
}
