using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Journals;

public sealed class FaultTests : IDisposable
{
    private const int Records = 12;
    private static readonly bool[] s_both = [false, true];
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whichever_file_operation_fails_what_was_acknowledged_is_there_and_the_run_goes_on()
    {
        FailingFiles counting = new();
        await Work(Path.Combine(_folder.Path, "count"), counting, []);
        Assert.InRange(counting.Operations, 40, 1000);
        foreach (bool staysBroken in s_both)
        {
            // Where not every one is tried, the two go over different ones.
            for (int failAt = staysBroken ? Sweep.Every(2) : 1; failAt <= counting.Operations; failAt += Sweep.Every(2))
            {
                string store = Path.Combine(_folder.Path, $"{failAt}-{staysBroken}");
                List<int> acknowledged = [];
                Exception? error = await Record.ExceptionAsync(() => Work(store, new FailingFiles { FailAt = failAt, StaysBroken = staysBroken }, acknowledged));
                Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
                await Finish(store, acknowledged, failAt);
            }
        }
    }

    [Theory]
    [InlineData("flush")]
    [InlineData("batch")]
    [InlineData("none")]
    public async Task Whichever_file_operation_fails_several_producers_and_segments_lose_nothing(string durability)
    {
        FailingFiles counting = new();
        await WorkTogether(Path.Combine(_folder.Path, "count"), counting, [], durability);
        // How writes fall together differs from run to run; beyond the end nothing fails.
        for (int failAt = 1; failAt <= counting.Operations; failAt += Sweep.Every(durability == "flush" ? 2 : 4))
        {
            foreach (bool staysBroken in s_both)
            {
                string store = Path.Combine(_folder.Path, $"{failAt}-{staysBroken}");
                List<int> acknowledged = [];
                Exception? error = await Record.ExceptionAsync(() => WorkTogether(store, new FailingFiles { FailAt = failAt, StaysBroken = staysBroken }, acknowledged, durability));
                Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
                await Finish(store, acknowledged, failAt);
            }
        }
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("none")]
    public async Task A_full_disk_leaves_what_was_acknowledged_also_without_a_flush_before(string durability)
    {
        for (long space = 0; space < 9000; space += 211)
        {
            string folder = Path.Combine(_folder.Path, $"full-{space}");
            FailingFiles files = new();
            List<int> acknowledged = [];
            await Assert.ThrowsAsync<StoreException>(() => WorkTogether(folder, files, acknowledged, durability, () => files.Space = space));
            using Store store = Store.Open(folder, new() { UseSqlite = false });
            using RunReader reader = store.Experiment("sums").Read(store.Experiment("sums").Runs()[0]);
            Assert.Equal(0, reader.Damage.TornBytes);
            Assert.False(reader.Damage.IsDamaged);
            Assert.All(acknowledged, i => Assert.True(reader.TryGet(Corpus.Generation(i), out _), $"space {space} lost {i}"));
        }
    }

    [Fact]
    public async Task After_a_failed_flush_the_lines_go_into_a_new_segment()
    {
        using (Store failing = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new FailingFiles { FailFlushAt = 8 } }))
        {
            await using RunSession session = failing.Experiment("sums").Begin(Corpus.Manifest(Records), Corpus.Start);
            for (int i = 0; i < Records; i++) await Corpus.Append(session.Writer, i).Durable;
        }

        string[] segments = [.. Directory.EnumerateFiles(Directory.EnumerateDirectories(_folder.Store, "journal", SearchOption.AllDirectories).Single()).Order(StringComparer.Ordinal)];
        Assert.Equal(2, segments.Length);
        // The first keeps what the kernel may or may not have written; the second starts after what was acknowledged.
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        using RunReader reader = store.Experiment("sums").Read(store.Experiment("sums").Runs()[0]);
        Assert.False(reader.Damage.IsDamaged);
        Assert.Equal(Records, reader.Count);
        for (int i = 0; i < Records; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
        }

        string[] lines = [.. segments.SelectMany(File.ReadLines).Where(line => !line.Contains("\"header\"", StringComparison.Ordinal))];
        Assert.True(lines.Length > lines.Select(line => line[..line.IndexOf("\"crc\"", StringComparison.Ordinal)]).Distinct().Count(), "the unacknowledged lines are there twice");
    }

    [Fact]
    public async Task A_device_whose_flushes_keep_failing_is_given_up_and_says_so()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        RunId run;
        await using (RunSession begun = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) run = begun.Id;
        using Store broken = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new BrokenFlush() });
        RunSession session = broken.Experiment("sums").Continue(run, Corpus.Start);
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => Corpus.Append(session.Writer, 0).Durable);
        Assert.Equal(Problem.NotWritable, error.Problem);
        Assert.Equal(Problem.NotWritable, Assert.Throws<StoreException>(() => Corpus.Append(session.Writer, 1)).Problem);
        await Assert.ThrowsAsync<StoreException>(async () => await session.DisposeAsync());
    }

    [Fact]
    public async Task A_full_disk_leaves_what_was_acknowledged_and_not_half_a_line()
    {
        for (long space = 0; space < 6000; space += 97)
        {
            string folder = Path.Combine(_folder.Path, $"full-{space}");
            FailingFiles files = new();
            List<int> acknowledged = [];
            StoreException error = await Assert.ThrowsAsync<StoreException>(() => Work(folder, files, acknowledged, () => files.Space = space));
            Assert.Equal(Problem.DiskFull, error.Problem);
            Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
            using Store store = Store.Open(folder, new() { UseSqlite = false });
            using (RunReader reader = store.Experiment("sums").Read(store.Experiment("sums").Runs()[0]))
            {
                Assert.Equal(0, reader.Damage.TornBytes);
                Assert.Equal(acknowledged.Count, reader.Count);
            }

            await Finish(folder, acknowledged, (int)space);
        }
    }

    [Fact]
    public async Task Appends_block_while_the_device_is_behind_and_lose_nothing()
    {
        FailingFiles files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files, MostPendingBytes = 4096 });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        using ManualResetEventSlim device = new();
        files.OnFlush = device.Wait;
        int appended = 0;
        Task producer = Task.Run(() =>
        {
            for (int i = 0; i < 200; i++, Interlocked.Increment(ref appended)) Corpus.Append(session.Writer, i);
        });
        Assert.NotSame(producer, await Task.WhenAny(producer, Task.Delay(300)));
        Assert.InRange(Volatile.Read(ref appended), 1, 100);
        device.Set();
        await producer;
        await session.Writer.FlushAsync();
        using RunReader reader = store.Experiment("sums").Read(session.Id);
        Assert.Equal(200, reader.Count);
    }

    [Fact]
    public async Task Threads_that_append_at_once_get_contiguous_sequences_and_all_their_lines()
    {
        const int Each = 500;
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                Appended appended = Corpus.Append(session.Writer, thread * Each + i);
                if (i % 50 == 0) await appended.Durable;
            }
        })));
        await session.Writer.FlushAsync();
        using RunReader reader = store.Experiment("sums").Read(session.Id);
        Assert.Equal(4 * Each, reader.Count);
        Assert.False(reader.Damage.IsDamaged);
        Assert.True(reader.TryGet(Corpus.Generation(1999), out StoredGeneration found));
        Assert.Equal(Corpus.Reply(1999), reader.ReadRecord<Reply>(found));
    }

    [Fact]
    public async Task Without_flushes_a_killed_process_still_loses_nothing()
    {
        FailingFiles files = new() { OnFlush = static () => throw new InvalidOperationException("nothing is flushed") };
        using Store plain = Store.Open(_folder.Store, new() { UseSqlite = false });
        RunId run;
        await using (RunSession begun = plain.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) run = begun.Id;
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Durability = Durability.None, Files = files });
        await using RunSession session = store.Experiment("sums").Continue(run, Corpus.Start);
        await Corpus.Append(session.Writer, 0).Durable;
        using RunReader reader = store.Experiment("sums").Read(run);
        Assert.Equal(1, reader.Count);
    }

    // What a program does: begins or continues the run, appends, awaits each, scores, ends.
    private static async Task Work(string folder, FailingFiles files, List<int> acknowledged, Action? begun = null)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = false, Files = files });
        StoredExperiment experiment = store.Experiment("sums");
        Manifest manifest = Corpus.Manifest(Records);
        await using RunSession session = experiment.LatestRun(manifest.Digest) is { } run ? experiment.Continue(run, Corpus.Start) : experiment.Begin(manifest, Corpus.Start);
        begun?.Invoke();
        for (int i = 0; i < Records; i++)
        {
            if (session.Reader.TryGet(Corpus.Generation(i), out _)) continue;
            Appended appended = Corpus.Append(session.Writer, i);
            await appended.Durable;
            acknowledged.Add(i);
            await session.Writer.Evaluation("right", default).Append(new(Corpus.Generation(i), session.Writer.ReferenceTo(appended), default, default, 1, null, null, null, null, default)).Durable;
        }

        session.SetStatus(RunStatus.Completed, new(Records, Records, 0, 0));
    }

    // The same by three threads, into small segments.
    private static async Task WorkTogether(string folder, FailingFiles files, List<int> acknowledged, string durability, Action? begun = null)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = false, Files = files, SegmentBytes = 1500, MostPendingBytes = 8192, Durability = DurabilityCases.Of(durability) });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(Records), Corpus.Start);
        begun?.Invoke();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(producer => Task.Run(async () =>
        {
            for (int i = producer; i < Records; i += 3)
            {
                await Corpus.Append(session.Writer, i).Durable;
                lock (acknowledged) acknowledged.Add(i);
            }
        })));
        session.SetStatus(RunStatus.Completed, new(Records, Records, 0, 0));
    }

    private static async Task Finish(string folder, List<int> acknowledged, int fault)
    {
        using (Store before = Store.Open(folder, new() { UseSqlite = false }))
        {
            if (before.Experiment("sums").LatestRun(Corpus.Manifest(Records).Digest) is { } run)
            {
                using RunReader reader = before.Experiment("sums").Read(run);
                Assert.False(reader.Damage.IsDamaged, $"fault {fault}: {reader.Damage.Lines.FirstOrDefault()}");
                Assert.All(acknowledged, i => Assert.True(reader.TryGet(Corpus.Generation(i), out _), $"fault {fault} lost {i}"));
            }
            else
            {
                Assert.Empty(acknowledged);
            }
        }

        await Work(folder, new FailingFiles(), []);
        using Store store = Store.Open(folder, new() { UseSqlite = false });
        using RunReader finished = store.Experiment("sums").Read(store.Experiment("sums").Runs()[^1]);
        Assert.Equal(Records, finished.Count);
        Assert.Equal(RunStatus.Completed, finished.Info.Status);
        for (int i = 0; i < Records; i++)
        {
            Assert.True(finished.TryGet(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(Corpus.Reply(i), finished.ReadRecord<Reply>(found));
        }
    }

    private sealed class BrokenFlush : Storage.Files.FileOperations
    {
        public override void Flush(Microsoft.Win32.SafeHandles.SafeFileHandle file) => throw new IOException("Input/output error", FailingFiles.InputOutput);
    }
}
