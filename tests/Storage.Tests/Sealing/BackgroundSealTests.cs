using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Sealing;

public sealed class BackgroundSealTests : IDisposable
{
    private const int Records = 100;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_that_appends_seals_the_large_segments_that_ended_runs_have_left()
    {
        RunId run;
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false })) run = await SealedRun.WriteAsync(plain, Records);
        SealsSeen seen = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SealFrom = 20_000, Files = seen });
        string before = SealedRun.Describe(store, run, Records);
        string[] large = [.. SealedRun.Segments(store, run).Where(path => new FileInfo(path).Length >= 20_000)];
        Assert.Equal(2, large.Length);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start))
        {
            Assert.Empty(seen.Deleted);
            await Corpus.Append(session.Writer, 0).Durable;
            while (seen.Deleted.Length < 2) await Task.Yield();
        }

        Assert.Equal(large, seen.Deleted.Order(StringComparer.Ordinal));
        Assert.Equal(2, SealedRun.Segments(store, run).Count(path => path.EndsWith(".jsonl", StringComparison.Ordinal)));
        Assert.Equal(before, SealedRun.Describe(store, run, Records));
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task Small_segments_and_those_of_runs_that_have_not_ended_stay_plain()
    {
        RunId running;
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false }))
        {
            await SealedRun.WriteAsync(plain, 5);
            await using RunSession session = plain.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start);
            running = session.Id;
            for (int i = 0; i < Records; i++) session.Writer.Record(Corpus.Envelope(i), SealedRun.Reply(i));
        }

        SealsSeen seen = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SealFrom = 20_000, Files = seen });
        RunId marker;
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false })) marker = await SealedRun.WriteAsync(plain, Records);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start))
        {
            await Corpus.Append(session.Writer, 0).Durable;
            // The newest ended run comes last.
            while (seen.Deleted.Length < 2) await Task.Yield();
        }

        Assert.All(seen.Deleted, path => Assert.Contains(marker.Text, path, StringComparison.Ordinal));
        Assert.All(SealedRun.Segments(store, running), path => Assert.EndsWith(".jsonl", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_seals_what_an_earlier_session_of_its_run_has_left()
    {
        RunId run;
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false }))
        {
            await using RunSession session = plain.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start);
            run = session.Id;
            for (int i = 0; i < Records; i++) session.Writer.Record(Corpus.Envelope(i), SealedRun.Reply(i));
        }

        SealsSeen seen = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SealFrom = 20_000, Files = seen });
        await using (RunSession session = store.Experiment("sums").Continue(run, Corpus.Start))
        {
            await Corpus.Append(session.Writer, Records).Durable;
            while (seen.Deleted.Length < 1) await Task.Yield();
            for (int i = 0; i < Records; i++)
            {
                Assert.True(session.Reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
                Assert.Equal(SealedRun.Reply(i), session.Reader.ReadRecord<Reply>(found));
            }
        }

        Assert.Equal(["w0001-000001.jsonl.gz", "w0002-000001.jsonl"], SealedRun.Segments(store, run).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Segments_that_are_full_are_sealed_while_the_run_goes_on()
    {
        SealsSeen seen = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SealFrom = 20_000, SegmentBytes = 30_000, Files = seen });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start);
        for (int i = 0; i < Records; i++) await session.Writer.Record(Corpus.Envelope(i), SealedRun.Reply(i)).Durable;
        while (seen.Deleted.Length < 2) await Task.Yield();
        string[] files = SealedRun.Segments(store, session.Id);
        Assert.EndsWith("w0001-000001.jsonl.gz", files[0], StringComparison.Ordinal);
        Assert.EndsWith(".jsonl", files[^1], StringComparison.Ordinal);
        using RunReader reader = store.Experiment("sums").Read(session.Id);
        Assert.False(reader.Damage.IsDamaged);
        for (int i = 0; i < Records; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(SealedRun.Reply(i), reader.ReadRecord<Reply>(found));
        }
    }

    [Fact]
    public async Task Closing_a_session_ends_the_sealing_and_the_next_one_goes_on()
    {
        RunId run;
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false })) run = await SealedRun.WriteAsync(plain, Records);
        using ManualResetEventSlim closing = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SealFrom = 20_000, Files = new SealsSeen { OnSeal = closing.Wait } });
        string before = SealedRun.Describe(store, run, Records);
        RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start);
        await Corpus.Append(session.Writer, 0).Durable;
        Task close = Task.Run(async () => await session.DisposeAsync());
        closing.Set();
        await close;
        Assert.Equal(before, SealedRun.Describe(store, run, Records));
        Assert.DoesNotContain(_folder.Files(), path => path.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task What_fails_in_the_background_is_a_notice_and_the_session_goes_on()
    {
        RunId run;
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false })) run = await SealedRun.WriteAsync(plain, Records);
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SealFrom = 20_000, Files = new SealsSeen { OnSeal = static () => throw new IOException("No space left on device", FailingFiles.NoSpace) } });
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start))
        {
            await Corpus.Append(session.Writer, 0).Durable;
            while (store.Notices.Count == 0) await Task.Yield();
        }

        Assert.Contains("disk is full", Assert.Single(store.Notices), StringComparison.Ordinal);
        Assert.All(SealedRun.Segments(store, run), path => Assert.EndsWith(".jsonl", path, StringComparison.Ordinal));
    }

    /// <summary>Notes which plain files are deleted, and stops where a sealed file is begun.</summary>
    private sealed class SealsSeen : Storage.Files.FileOperations
    {
        private readonly List<string> _deleted = [];

        public Action OnSeal { get; init; } = static () => { };

        public string[] Deleted
        {
            get
            {
                lock (_deleted) return [.. _deleted];
            }
        }

        public override Microsoft.Win32.SafeHandles.SafeFileHandle CreateNew(string path)
        {
            if (path.EndsWith(".gz.tmp", StringComparison.Ordinal)) OnSeal();
            return base.CreateNew(path);
        }

        public override void Delete(string path)
        {
            base.Delete(path);
            if (!path.EndsWith(".jsonl", StringComparison.Ordinal)) return;
            lock (_deleted) _deleted.Add(path);
        }
    }
}
