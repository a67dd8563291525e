using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class FindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;

    public FindTests() => _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = _time });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_is_found_by_a_unique_beginning_and_the_candidates_of_others_are_named()
    {
        RunId first = await Begin("sums", RunStatus.Completed);
        _time.Now = _time.Now.AddDays(1);
        RunId second = await Begin("sums", RunStatus.Failed);
        RunId other = await Begin("products", RunStatus.Failed);
        Assert.Equal(new("sums", first), _store.FindRun("20260131"));
        Assert.Equal(new("sums", first), _store.FindRun(first.Text));
        Assert.Equal(second, _store.Experiment("sums").FindRun("20260201t"));
        StoreException ambiguous = Assert.Throws<StoreException>(() => _store.FindRun("20260201"));
        Assert.Equal(Problem.Ambiguous, ambiguous.Problem);
        Assert.Contains($"products/{other}, sums/{second}", ambiguous.Message, StringComparison.Ordinal);
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => _store.FindRun("2027")).Problem);
        Assert.Equal(second, _store.Experiment("sums").LatestRun());
        Assert.Null(_store.Experiment("none").LatestRun());
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_by_experiment_status_tag_and_pin()
    {
        RunId done = await Begin("sums", RunStatus.Completed);
        _time.Now = _time.Now.AddDays(1);
        RunId stale = await Begin("sums", RunStatus.Running);
        _time.Now = _time.Now.AddDays(1);
        await using RunSession live = _store.Experiment("products").Begin(Corpus.Manifest(1), Corpus.Start);
        Assert.Equal([live.Id, stale, done], Ids(new()));
        Assert.Equal([stale, done], Ids(new() { Experiment = "sums" }));
        Assert.Equal([stale], Ids(new() { Status = RunStatus.Stale }));
        Assert.Equal([live.Id], Ids(new() { Status = RunStatus.Running }));
        Assert.Equal([live.Id, stale], Ids(new() { Limit = 2 }));
        _store.Experiment("sums").Tag(done, "paper", "v1");
        _store.Experiment("products").Pin(live.Id);
        Assert.Equal([done], Ids(new() { Tag = "paper" }));
        Assert.Equal([live.Id], Ids(new() { IsPinned = true }));
        Assert.Equal([stale, done], Ids(new() { IsPinned = false }));
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_listed_with_the_reason()
    {
        RunId run = await Begin("sums", RunStatus.Completed);
        File.WriteAllText(Path.Combine(RunFolder(run), "run.json"), "{");
        RunSummary summary = Assert.Single(_store.Runs());
        Assert.Equal((run, null, Problem.Damaged), (summary.Id, summary.Info, summary.Error!.Problem));
    }

    [Fact]
    public async Task Marks_and_status_do_not_lose_each_other()
    {
        await using RunSession session = _store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        StoredExperiment experiment = _store.Experiment("sums");
        string[] tags = [.. Enumerable.Range(0, 20).Select(i => $"t{i:D2}")];
        Task marking = Task.WhenAll(tags.Select(tag => Task.Run(() => experiment.Tag(session.Id, tag))));
        for (int i = 0; i < 20; i++) session.SetStatus(RunStatus.Running, new(1, 0, i, 0));
        session.SetStatus(RunStatus.Completed, new(1, 1, 0, 0));
        await marking;
        experiment.Pin(session.Id);
        Assert.Equal(tags, experiment.Marks(session.Id).Tags);
        Assert.True(experiment.Marks(session.Id).IsPinned);
        Assert.Equal(RunStatus.Completed, experiment.Info(session.Id).Status);
        experiment.Untag(session.Id, tags[1..]);
        Assert.Equal([tags[0]], experiment.Unpin(session.Id).Tags);
    }

    [Theory]
    [InlineData("experiments/sums/runs/{run}/journal")]
    [InlineData("experiments/sums/runs/{run}/run.json")]
    [InlineData("experiments/sums/runs/{run}")]
    [InlineData("experiments/sums")]
    [InlineData("experiments")]
    public async Task A_link_inside_the_store_is_refused_by_name(string place)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Links need a privilege there.");
        RunId run = await Begin("sums", RunStatus.Completed);
        string path = Path.Combine(_folder.Store, place.Replace("{run}", run.Text, StringComparison.Ordinal));
        string outside = Path.Combine(_folder.Path, "outside");
        Directory.Move(path, outside);
        File.CreateSymbolicLink(path, outside);
        Action[] acts = place == "experiments"
            ? [() => Store.Open(_folder.Store).Dispose(), () => Store.Find(_folder.Store)]
            : [() => _store.Experiment("sums").Read(run), () => _store.Experiment("sums").Continue(run, Corpus.Start), () => _store.Experiment("sums").Info(run), () => _store.Experiment("sums").Pin(run)];
        Assert.All(acts, act =>
        {
            StoreException error = Assert.Throws<StoreException>(act);
            Assert.Equal(Problem.Refused, error.Problem);
            Assert.Contains($"'{path}' is a symbolic link", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_store_itself_may_be_reached_by_a_link()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Links need a privilege there.");
        string link = Path.Combine(_folder.Path, "link");
        File.CreateSymbolicLink(link, _folder.Store);
        using Store store = Store.Open(link);
        Assert.Equal(_store.Id, store.Id);
    }

    [Theory]
    [InlineData("nfs4")]
    [InlineData("cifs")]
    [InlineData("fuse.sshfs")]
    [InlineData("lustre")]
    public void A_network_file_system_is_refused_with_the_cure_unless_it_is_wanted(string type)
    {
        string place = Path.Combine(_folder.Path, "remote");
        StoreException error = Assert.Throws<StoreException>(() => Store.Open(place, new() { Files = new Elsewhere(type) }));
        Assert.Equal(Problem.Refused, error.Problem);
        Assert.Contains($"network file system ({type})", error.Message, StringComparison.Ordinal);
        Assert.Contains("use a local disk or the shared store", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place));
        using Store wanted = Store.Open(place, new() { Files = new Elsewhere(type), AllowNetworkFileSystem = true });
    }

    [Fact]
    public void The_innermost_mount_tells_the_type()
    {
        string[] mounts =
        [
            "21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
            "30 21 0:30 / /mnt/my\\040share rw - nfs4 host:/share rw",
            "31 30 0:31 / /mnt/my\\040share/local rw - tmpfs tmpfs rw",
            "damaged line",
        ];
        Assert.Equal("ext4", NetworkFileSystems.TypeOf("/mnt/my share too", mounts));
        Assert.Equal("nfs4", NetworkFileSystems.TypeOf("/mnt/my share/store", mounts));
        Assert.Equal("tmpfs", NetworkFileSystems.TypeOf("/mnt/my share/local", mounts));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("proc", new FileOperations().FileSystemOf("/proc/self/not there"));
            Assert.Equal("sysfs", new FileOperations().FileSystemOf("/sys/class"));
        }
    }

    private string RunFolder(RunId run) => Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text);

    private IEnumerable<RunId> Ids(RunFilter filter) => _store.Runs(filter).Select(run => run.Id);

    private async Task<RunId> Begin(string experiment, RunStatus status)
    {
        await using RunSession session = _store.Experiment(experiment).Begin(Corpus.Manifest(1), Corpus.Start);
        Corpus.Append(session.Writer, 0);
        session.SetStatus(status, default);
        return session.Id;
    }

    private sealed class Elsewhere(string type) : FileOperations
    {
        public override string? FileSystemOf(string path) => type;
    }
}
