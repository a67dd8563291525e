using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Predecessor;

/// <summary>Defects that a predecessor's store had (reproduced there) and this one must not have: appends, files, indexes and keys.</summary>
public sealed class JournalDefectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public JournalDefectTests()
    {
        _store = Store.Open(_folder.Store);
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task E1_An_append_does_not_wait_for_a_lock_that_its_own_session_holds()
    {
        using CancellationTokenSource tooLong = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        tooLong.CancelAfter(TimeSpan.FromMinutes(1));
        await using RunSession session = _experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        await Corpus.Append(session.Writer, 0).Durable.WaitAsync(tooLong.Token);
        await Task.Run(() => session.SetStatus(RunStatus.Completed, new(2, 1, 0, 1)), tooLong.Token).WaitAsync(tooLong.Token);
        await Corpus.Append(session.Writer, 1).Durable.WaitAsync(tooLong.Token);
        await session.RefreshAsync();
        Assert.Equal(2, session.Reader.Count);
    }

    [Theory]
    [InlineData(1L, false)]
    [InlineData(1L << 40, false)]
    [InlineData(1L, true)]
    public async Task E2_Appends_work_compressed_and_plain_and_come_back(long segmentBytes, bool seals)
    {
        using Store store = Store.Open(Path.Combine(_folder.Path, "other"), new() { SegmentBytes = segmentBytes, SealFrom = seals ? 1 : long.MaxValue });
        RunId run = await Write(store.Experiment("sums"), 5);
        if (seals) store.Seal();
        AssertHolds(store.Experiment("sums"), run, 5);
    }

    [Fact]
    public async Task E9_What_is_written_grows_with_the_records_and_not_with_their_square()
    {
        long hundred = await BytesWritten(100);
        long eightHundred = await BytesWritten(800);
        Assert.InRange(eightHundred, 4 * hundred, 9 * hundred);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(60)]
    public async Task E10_A_torn_append_poisons_neither_what_stood_there_nor_what_comes(int cut)
    {
        RunId run = await Write(_experiment, 5);
        string file = JournalFiles(run).Single();
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..^cut], TestContext.Current.CancellationToken);
        AssertHolds(_experiment, run, 4);
        await using (RunSession session = _experiment.Continue(run, Corpus.Start))
        {
            for (int i = 4; i < 8; i++) Corpus.Append(session.Writer, i);
        }

        AssertHolds(_experiment, run, 8);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("torn")]
    [InlineData("of before")]
    public async Task E11_An_index_that_is_gone_torn_or_old_changes_no_answer(string state)
    {
        // Read through the catalog, however small the store is.
        using Store store = Store.Open(Path.Combine(_folder.Path, "indexed"), new() { ScanBelow = 0 });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run = await Write(experiment, 3);
        string catalog = Path.Combine(store.Folder, "catalog.db");
        store.CatchUp();
        byte[] before = await File.ReadAllBytesAsync(catalog, TestContext.Current.CancellationToken);
        await using (RunSession session = experiment.Continue(run, Corpus.Start))
        {
            for (int i = 2; i < 6; i++) Corpus.Append(session.Writer, i);
        }

        store.CatchUp();
        if (state == "deleted") File.Delete(catalog);
        else await File.WriteAllBytesAsync(catalog, state == "torn" ? before[..(before.Length / 2)] : before, TestContext.Current.CancellationToken);
        using (GenerationLookup lookup = experiment.Lookup(except: null))
        {
            for (int i = 0; i < 6; i++) Assert.True(lookup.TryFind(Corpus.Generation(i), out _));
            Assert.False(lookup.TryFind(Corpus.Generation(6), out _));
        }

        await using (RunSession session = experiment.Continue(run, Corpus.Start)) Corpus.Append(session.Writer, 0);
        foreach (string file in JournalFiles(run, store))
        {
            string[] tasks = [.. File.ReadAllLines(file).Where(static line => line.StartsWith("{\"kind\":\"task\"", StringComparison.Ordinal)).Select(static line => line[line.IndexOf(",\"key\"", StringComparison.Ordinal)..][..70])];
            Assert.Equal(tasks.Distinct(), tasks);
        }

        AssertHolds(experiment, run, 6);
    }

    [Fact]
    public async Task E13_A_template_stands_once_in_a_writers_journal_and_opening_adds_none()
    {
        RunId run = await Write(_experiment, 10);
        for (int i = 0; i < 4; i++)
        {
            await using RunSession session = _experiment.Continue(run, Corpus.Start);
        }

        foreach (string kind in (string[])["template", "text", "variant"]) Assert.Single(Lines(run, _store), line => line.StartsWith($"{{\"kind\":\"{kind}\"", StringComparison.Ordinal));
        // A writer's journal is whole by itself: who appends has the texts in it, once.
        await using (RunSession session = _experiment.Continue(run, Corpus.Start))
        {
            for (int i = 8; i < 14; i++) Corpus.Append(session.Writer, i);
        }

        foreach (string file in JournalFiles(run)) Assert.Single(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken), static line => line.StartsWith("{\"kind\":\"template\"", StringComparison.Ordinal));
        AssertHolds(_experiment, run, 14);
    }

    [Fact]
    public void E14_Templates_that_differ_have_ids_that_differ()
    {
        Template[] templates =
        [
            new("a"), new("a:b"), new("b:c"), new([new(null, "a"), new(null, "b:c")]), new([new(null, "a:b"), new(null, "c")]), new([new("a", "b:c")]), new([new("a:b", "c")]),
            new([new(null, "ab")]), new([new(null, "a"), new(null, "b")]), new([new("system", "a")]), new([new("user", "a")]), new(""), new([new("", "a"), new(null, "")]),
        ];
        Assert.Equal(templates.Length, templates.Select(static template => template.Id).Distinct().Count());
    }

    [Fact]
    public void E15_Tasks_and_variants_that_differ_have_keys_that_differ()
    {
        Question[] questions = [new("", "x"), new("x", ""), new("x", "x"), new("a::b", "c"), new("a", "b::c"), new("0", "x"), new("0.0", "x"), new("x", "x", ""), new("x", "x", "None"), new("x", "x", "null")];
        Assert.Equal(questions.Length, questions.Select(Key.Of).Distinct().Count());
        Solver[] solvers = [new("provider-a/model"), new("provider-b/model"), new("model::0.0001"), new("model::0.0004"), new("model"), new("")];
        Assert.Equal(solvers.Length, solvers.Select(Key.Of).Distinct().Count());
        Assert.NotEqual(Double(0.0001), Double(0.0004));
    }

    [Fact]
    public async Task E18_Scores_of_one_evaluator_are_not_given_for_another()
    {
        Digest a = Digest.Of("threshold 1"u8);
        Digest b = Digest.Of("threshold 2"u8);
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        Appended appended = Corpus.Append(session.Writer, 0);
        foreach ((Digest identity, double value) in new[] { (a, 1.0), (b, 2.0) })
        {
            session.Writer.Evaluation("right", identity).Append(new(Corpus.Generation(0), session.Writer.ReferenceTo(appended), default, default, value, null, null, null, null, default));
        }

        await session.RefreshAsync();
        foreach ((Digest identity, double value) in new[] { (a, 1.0), (b, 2.0) })
        {
            using EvaluationReader scores = session.Reader.Evaluation("right", identity);
            Assert.Equal(value, Assert.Single(scores.All()).Value);
        }

        using EvaluationReader other = session.Reader.Evaluation("right", Digest.Of("threshold 3"u8));
        Assert.Empty(other.All());
        Assert.Equal(2, session.Reader.Evaluations().Count);
    }

    [Fact]
    public async Task E19_A_record_that_is_appended_three_times_is_one_generation()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        for (int i = 0; i < 3; i++) Corpus.Append(session.Writer, 0);
        await session.RefreshAsync();
        Assert.Equal(new(1, 1, 0, 0), RunCounts.Of(session.Reader));
        Assert.Single(session.Reader.Records<Reply>());
    }

    [Fact]
    public async Task E22_Compressed_and_plain_appends_are_read_together()
    {
        RunId run = await Write(_experiment, 1);
        _experiment.Seal(run);
        await using (RunSession session = _experiment.Continue(run, Corpus.Start))
        {
            Corpus.Append(session.Writer, 1);
            Corpus.Append(session.Writer, 2);
        }

        Assert.Equal([".gz", ".jsonl"], JournalFiles(run).Select(Path.GetExtension).Order(StringComparer.Ordinal));
        AssertHolds(_experiment, run, 3);
    }

    [Fact]
    public async Task E23_A_sealed_journal_compresses_as_one_stream_does()
    {
        RunId run = await Write(_experiment, 500);
        byte[] plain = await File.ReadAllBytesAsync(JournalFiles(run).Single(), TestContext.Current.CancellationToken);
        using MemoryStream one = new();
        using (GZipStream gzip = new(one, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(plain);
        _experiment.Seal(run);
        long sealedBytes = new FileInfo(JournalFiles(run).Single()).Length;
        // Record by record it was three times one stream; members of 32 KiB cost some percent.
        Assert.InRange(sealedBytes, 1, one.Length * 5 / 4);
        Assert.InRange(sealedBytes, 1, plain.Length / 3);
    }

    [Fact]
    public async Task E24_An_append_is_at_most_one_write_and_one_flush()
    {
        CountingFiles files = new();
        using Store store = Store.Open(Path.Combine(_folder.Path, "counted"), new() { Files = files, UseSqlite = false });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(20), Corpus.Start);
        await Corpus.Append(session.Writer, 0).Durable;
        (int writes, int flushes, int others) = (files.Writes, files.Flushes, files.Others);
        // The task is stored, too: two lines, a batch each at worst.
        for (int i = 1; i <= 10; i++) await Corpus.Append(session.Writer, i).Durable;
        Assert.InRange(files.Writes - writes, 1, 20);
        Assert.InRange(files.Flushes - flushes, 1, 20);
        Assert.Equal(others, files.Others);
    }

    private static string Double(double value)
    {
        KeyWriter writer = KeyWriter.Rent();
        writer.Value(value);
        string digest = writer.ToDigest().ToString();
        writer.Return();
        return digest;
    }

    private async Task<long> BytesWritten(int records)
    {
        CountingFiles files = new();
        using Store store = Store.Open(Path.Combine(_folder.Path, records.ToString(CultureInfo.InvariantCulture)), new() { Files = files, UseSqlite = false });
        await Write(store.Experiment("sums"), records);
        return files.Bytes;
    }

    private static async Task<RunId> Write(StoredExperiment experiment, int records)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        for (int i = 0; i < records; i++) Corpus.Append(session.Writer, i);
        return session.Id;
    }

    private static void AssertHolds(StoredExperiment experiment, RunId run, int records)
    {
        using RunReader reader = experiment.Read(run);
        Assert.False(reader.Damage.IsDamaged);
        Assert.Equal(records, reader.Count);
        for (int i = 0; i < records; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
        }
    }

    private string[] JournalFiles(RunId run) => JournalFiles(run, _store);

    private static string[] JournalFiles(RunId run, Store store) => Directory.GetFiles(Path.Combine(store.Folder, "experiments", "sums", "runs", run.Text, "journal"));

    private static IEnumerable<string> Lines(RunId run, Store store)
    {
        foreach (string line in JournalFiles(run, store).SelectMany(File.ReadAllLines))
        {
            JsonDocument.Parse(line).Dispose();
            yield return line;
        }
    }

    private sealed class CountingFiles : Storage.Files.FileOperations
    {
        private int _writes;
        private int _flushes;
        private int _others;
        private long _bytes;

        public int Writes => _writes;

        public int Flushes => _flushes;

        public int Others => _others;

        public long Bytes => _bytes;

        public override void Write(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            Interlocked.Increment(ref _writes);
            Interlocked.Add(ref _bytes, bytes.Length);
            base.Write(file, bytes, offset);
        }

        public override void Flush(Microsoft.Win32.SafeHandles.SafeFileHandle file)
        {
            Interlocked.Increment(ref _flushes);
            base.Flush(file);
        }

        public override Microsoft.Win32.SafeHandles.SafeFileHandle CreateNew(string path) => Count(base.CreateNew(path));

        public override Microsoft.Win32.SafeHandles.SafeFileHandle OpenRead(string path) => Count(base.OpenRead(path));

        public override Microsoft.Win32.SafeHandles.SafeFileHandle? TryLock(string path)
        {
            Interlocked.Increment(ref _others);
            return base.TryLock(path);
        }

        public override void FlushFolder(string path)
        {
            Interlocked.Increment(ref _others);
            base.FlushFolder(path);
        }

        public override void Replace(string from, string to)
        {
            Interlocked.Increment(ref _others);
            base.Replace(from, to);
        }

        private T Count<T>(T value)
        {
            Interlocked.Increment(ref _others);
            return value;
        }
    }
}
