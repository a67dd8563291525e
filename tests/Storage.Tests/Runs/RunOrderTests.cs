using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class RunOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, 123, TimeSpan.FromHours(2)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_sort_as_they_were_begun_whatever_the_clock_says()
    {
        using Store store = Store.Open(_folder.Store, new() { Time = _time });
        StoredExperiment experiment = store.Experiment("sums");
        RunId first = await Begin(experiment, 1);
        RunId sameMoment = await Begin(experiment, 1);
        _time.Now -= TimeSpan.FromDays(2);
        RunId afterClockWentBack = await Begin(experiment, 1);
        Assert.StartsWith("20260131T100000123Z-", first.Text, StringComparison.Ordinal);
        Assert.EndsWith(Corpus.Manifest(1).Digest.ToString()[..16], first.Text, StringComparison.Ordinal);
        Assert.StartsWith("20260131T100000124Z-", sameMoment.Text, StringComparison.Ordinal);
        Assert.StartsWith("20260131T100000125Z-", afterClockWentBack.Text, StringComparison.Ordinal);
        Assert.Equal([first, sameMoment, afterClockWentBack], experiment.Runs());
        Assert.Equal(afterClockWentBack, experiment.LatestRun(Corpus.Manifest(1).Digest));
        Assert.Equal(_time.Now, experiment.Info(afterClockWentBack).Created);
        Assert.True(first < sameMoment);
    }

    [Fact]
    public async Task Two_threads_that_begin_at_once_get_two_runs()
    {
        using Store store = Store.Open(_folder.Store, new() { Time = _time });
        StoredExperiment experiment = store.Experiment("sums");
        RunId[] runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Begin(experiment, 1))));
        Assert.Equal(4, runs.Distinct().Count());
        Assert.Equal(runs.Order(), experiment.Runs());
    }

    [Fact]
    public async Task A_folder_without_run_json_is_no_run()
    {
        using Store store = Store.Open(_folder.Store, new() { Time = _time });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run = await Begin(experiment, 1);
        Directory.CreateDirectory(Path.Combine(_folder.Store, "experiments", "sums", "runs", "20260131T110000000Z-0123456789abcdef"));
        Directory.CreateDirectory(Path.Combine(_folder.Store, "experiments", "sums", "runs", "notes"));
        Assert.Equal([run], experiment.Runs());
    }

    [Fact]
    public async Task A_run_is_stale_when_it_says_running_and_nobody_holds_it()
    {
        using Store store = Store.Open(_folder.Store, new() { Time = _time });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            Assert.Equal(RunStatus.Running, experiment.Info(run).Status);
            Assert.False(experiment.IsStale(run));
        }

        Assert.True(experiment.IsStale(run));
        await using (RunSession session = experiment.Continue(run, Corpus.Start)) session.SetStatus(RunStatus.Cancelled, default);
        Assert.False(experiment.IsStale(run));
    }

    [Fact]
    public async Task A_damaged_manifest_is_told_with_its_place()
    {
        using Store store = Store.Open(_folder.Store, new() { Time = _time });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run = await Begin(experiment, 3);
        string path = Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "manifest.jsonl");
        byte[] good = await File.ReadAllBytesAsync(path);
        foreach (int at in Enumerable.Range(0, good.Length))
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;
            await File.WriteAllBytesAsync(path, bad);
            using RunReader reader = experiment.Read(run);
            Manifest? manifest = null;
            StoreException? error = Record.Exception(() => manifest = reader.ReadManifest()) as StoreException;
            if (error is null) Assert.Equal(Corpus.Manifest(3).Entries.AsEnumerable(), manifest!.Entries.AsEnumerable());
            else Assert.Equal((Problem.Damaged, path), (error.Problem, error.File));
        }
    }

    private static async Task<RunId> Begin(StoredExperiment experiment, int count)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(count), Corpus.Start);
        return session.Id;
    }
}
