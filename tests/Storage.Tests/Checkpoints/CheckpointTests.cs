using System.Text;
using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public CheckpointTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = _time });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task E17_three_checkpoints_in_one_second_are_three()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        int[] numbers = [.. new[] { "one", "two", "three" }.Select(state => session.Writer.Checkpoint("state", Encoding.UTF8.GetBytes(state)))];
        Assert.Equal([1, 2, 3], numbers);
        Assert.Equal(["one", "two", "three"], numbers.Select(number => Text(session.Reader.Checkpoints.Read("state", number))));
        StoredCheckpoint newest = session.Reader.Checkpoints.Newest("state")!;
        Assert.Equal((3, "three", _time.Now, null), (newest.Number, Text(newest), newest.Time, newest.SchemaId));
        Assert.Empty(newest.Skipped);
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public async Task E17_a_checkpoint_is_written_when_it_is_asked_for_and_counts_nothing()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        Corpus.Append(session.Writer, 0);
        session.Writer.Failure(Corpus.Envelope(1), new("timeout", "short"));
        await session.RefreshAsync();
        Assert.Empty(session.Reader.Checkpoints.Names());
        Assert.Equal(2, session.Reader.Count);
    }

    [Fact]
    public async Task The_newest_and_two_older_ones_are_kept_and_numbers_go_on()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            for (int i = 1; i <= 5; i++) Assert.Equal(i, session.Writer.Checkpoint("state", new byte[] { (byte)i }));
            Assert.Equal(1, session.Writer.Checkpoint("other", new byte[] { 9 }));
        }

        await using (RunSession session = _experiment.Continue(run, Corpus.Start)) Assert.Equal(6, session.Writer.Checkpoint("state", new byte[] { 6 }));
        using RunReader reader = _experiment.Read(run);
        Assert.Equal([4, 5, 6], reader.Checkpoints.Numbers("state"));
        Assert.Equal(["other", "state"], reader.Checkpoints.Names());
        Assert.Null(reader.Checkpoints.Newest("none"));
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => reader.Checkpoints.Read("state", 1)).Problem);
    }

    [Fact]
    public async Task A_typed_state_comes_back_as_its_type_and_as_no_other()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        session.Writer.Checkpoint("state", new Reply("so far", double.NaN));
        StoredCheckpoint stored = session.Reader.Checkpoints.Newest("state")!;
        Assert.Equal(new Reply("so far", double.NaN), stored.As<Reply>());
        Assert.Equal(Problem.BadState, Assert.Throws<StoreException>(() => stored.As<Solver>()).Problem);
        session.Writer.Checkpoint("bytes", new byte[] { 1 });
        Assert.Contains("holds bytes", Assert.Throws<StoreException>(() => session.Reader.Checkpoints.Newest("bytes")!.As<Reply>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wherever_the_newest_is_cut_or_flipped_the_one_before_it_is_read_and_the_damage_is_named()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        session.Writer.Checkpoint("state", Encoding.UTF8.GetBytes("before"));
        session.Writer.Checkpoint("state", Encoding.UTF8.GetBytes("newest"));
        string newest = Files()[1];
        byte[] whole = await File.ReadAllBytesAsync(newest);
        for (int cut = 0; cut < whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(newest, whole[..cut]);
            Demand(session.Reader, newest);
            byte[] flipped = [.. whole];
            flipped[cut] ^= 0x10;
            await File.WriteAllBytesAsync(newest, flipped);
            Demand(session.Reader, newest);
        }

        await File.WriteAllBytesAsync(newest, [.. whole, 0]);
        Demand(session.Reader, newest);
        Assert.Equal(Problem.Damaged, Assert.Throws<StoreException>(() => session.Reader.Checkpoints.Read("state", 2)).Problem);
        await File.WriteAllBytesAsync(newest, whole);
        Assert.Equal("newest", Text(session.Reader.Checkpoints.Newest("state")!));
    }

    [Fact]
    public async Task When_none_is_whole_that_is_said_and_not_taken_for_a_new_beginning()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        session.Writer.Checkpoint("state", new byte[100]);
        await File.WriteAllBytesAsync(Files().Single(), new byte[50]);
        StoreException error = Assert.Throws<StoreException>(() => session.Reader.Checkpoints.Newest("state"));
        Assert.Equal((Problem.Damaged, Files().Single()), (error.Problem, error.File));
        Assert.Equal(2, session.Writer.Checkpoint("state", new byte[1]));
    }

    [Fact]
    public async Task A_checkpoint_of_another_run_or_name_is_not_taken_for_its_own()
    {
        await using RunSession first = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        first.Writer.Checkpoint("state", Encoding.UTF8.GetBytes("first"));
        first.Writer.Checkpoint("state", Encoding.UTF8.GetBytes("second of the first"));
        string foreign = Files()[1];
        await using RunSession second = _experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        second.Writer.Checkpoint("state", Encoding.UTF8.GetBytes("second"));
        string own = Files().Single(file => Path.GetDirectoryName(file) != Path.GetDirectoryName(foreign));
        File.Copy(foreign, Path.Combine(Path.GetDirectoryName(own)!, "000002.checkpoint"));
        StoredCheckpoint newest = second.Reader.Checkpoints.Newest("state")!;
        Assert.Equal("second", Text(newest));
        Assert.Contains("another run", Assert.Single(newest.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_writer_left_unfinished_is_never_read_and_goes_with_the_next()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            session.Writer.Checkpoint("state", new byte[] { 1 });
        }

        string left = Path.Combine(Path.GetDirectoryName(Files().Single())!, "000002.checkpoint.w0001.tmp");
        await File.WriteAllTextAsync(left, "{\"kind\":\"checkpoint\"");
        await using RunSession next = _experiment.Continue(run, Corpus.Start);
        Assert.Equal(1, next.Reader.Checkpoints.Newest("state")!.Number);
        Assert.Equal(2, next.Writer.Checkpoint("state", new byte[] { 2 }));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Whichever_file_operation_fails_the_last_acknowledged_state_is_there()
    {
        FailingFiles counting = new();
        await Work(Path.Combine(_folder.Path, "count"), counting, []);
        for (int failAt = 1; failAt <= counting.Operations; failAt++)
        {
            string folder = Path.Combine(_folder.Path, $"fail-{failAt}");
            List<int> acknowledged = [];
            Exception? error = await Record.ExceptionAsync(() => Work(folder, new FailingFiles { FailAt = failAt, StaysBroken = failAt % 2 == 0 }, acknowledged));
            Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
            if (acknowledged.Count == 0) continue;
            using Store store = Store.Open(folder, new() { UseSqlite = false });
            using RunReader reader = store.Experiment("sums").Read(store.Experiment("sums").Runs()[0]);
            StoredCheckpoint newest = reader.Checkpoints.Newest("state")!;
            Assert.True(newest.Content.Span[0] >= acknowledged[^1], $"operation {failAt} lost {acknowledged[^1]}");
            Assert.Empty(newest.Skipped);
        }
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        Assert.Equal(Problem.BadName, Assert.Throws<StoreException>(() => session.Writer.Checkpoint(name, new byte[1])).Problem);
        Assert.Equal(Problem.BadName, Assert.Throws<StoreException>(() => session.Reader.Checkpoints.Newest(name)).Problem);
        session.Writer.Checkpoint("State", new byte[1]);
        Assert.Contains("'State'", Assert.Throws<StoreException>(() => session.Writer.Checkpoint("state", new byte[1])).Message, StringComparison.Ordinal);
    }

    private static async Task Work(string folder, FailingFiles files, List<int> acknowledged)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = false, Files = files, KeptCheckpoints = 1 });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        for (int i = 1; i <= 4; i++)
        {
            session.Writer.Checkpoint("state", new byte[] { (byte)i });
            acknowledged.Add(i);
        }
    }

    private static void Demand(RunReader reader, string damaged)
    {
        StoredCheckpoint read = reader.Checkpoints.Newest("state")!;
        Assert.Equal("before", Text(read));
        Assert.Equal(damaged, Assert.Single(read.Skipped).File);
    }

    private static string Text(StoredCheckpoint checkpoint) => Encoding.UTF8.GetString(checkpoint.Content.Span);

    private string[] Files() => [.. Directory.EnumerateFiles(_folder.Store, "*.checkpoint", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
