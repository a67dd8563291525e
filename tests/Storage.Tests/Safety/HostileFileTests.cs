using System.IO.Compression;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Safety;

/// <summary>Files that nobody should have written: one sentence with the file, memory within bounds, and nothing else lost.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const int Records = 6;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public HostileFileTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_line_of_300_MiB_is_passed_over_in_bounded_memory()
    {
        RunId run = await Write();
        string file = JournalFile(run);
        byte[] good = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        int middle = good.AsSpan(0, good.Length / 2).LastIndexOf((byte)'\n') + 1;
        await using (FileStream stream = File.Create(file))
        {
            await stream.WriteAsync(good.AsMemory(0, middle), TestContext.Current.CancellationToken);
            byte[] piece = new byte[1 << 20];
            piece.AsSpan().Fill((byte)'x');
            for (int i = 0; i < 300; i++) await stream.WriteAsync(piece, TestContext.Current.CancellationToken);
            await stream.WriteAsync("\n"u8.ToArray(), TestContext.Current.CancellationToken);
            await stream.WriteAsync(good.AsMemory(middle), TestContext.Current.CancellationToken);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        using RunReader reader = _experiment.Read(run);
        // A line may have 256 MiB: the buffer grows to twice that at most, in doubling steps.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1200L << 20);
        AssertHolds(reader);
        Assert.True(reader.Damage.IsDamaged || reader.Damage.TornBytes >= 300 << 20);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Ten_thousand_levels_in_a_stored_record_are_one_sentence(string open, string close)
    {
        RunId run = await Write();
        string deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
        Salted.Rewrite(JournalFile(run), line => line.Contains("\"answer to 3", StringComparison.Ordinal) || line.Contains("The answer to 3 ", StringComparison.Ordinal) ? Deepen(line, deep) : line);
        using RunReader reader = _experiment.Read(run);
        Assert.False(reader.Damage.IsDamaged);
        Assert.True(reader.TryGet(Corpus.Generation(3), out StoredGeneration found));
        Exception error = Assert.ThrowsAny<Exception>(() => reader.ReadRecord<Reply>(found));
        Assert.True(error is StoreException or ExperimentDataException, error.ToString());
        Assert.NotEmpty(reader.ReadRecordJson(found).ToArray());
        AssertHolds(reader, except: 3);
    }

    [Theory]
    [InlineData("run.json", "garbage")]
    [InlineData("run.json", "{\"format\":1")]
    [InlineData("run.json", "")]
    [InlineData("manifest.jsonl", "garbage")]
    [InlineData("manifest.jsonl", "")]
    public async Task A_file_of_garbage_is_named_and_takes_no_other_run_with_it(string name, string content)
    {
        RunId other = await Write();
        RunId run = await Write();
        string path = Path.Combine(Folder(run), name);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        StoreException error = Assert.Throws<StoreException>(() =>
        {
            using RunReader reader = _experiment.Read(run);
            reader.ReadManifest();
        });
        Assert.Equal((Problem.Damaged, path), (error.Problem, error.File));
        Assert.NotNull(error.Offset);
        using RunReader whole = _experiment.Read(other);
        AssertHolds(whole);
    }

    [Fact]
    public async Task A_gzip_file_of_zeros_in_place_of_a_sealed_segment_is_refused_in_bounded_memory()
    {
        RunId other = await Write();
        RunId run = await Write();
        _experiment.Seal(run);
        string file = JournalFile(run);
        await using (GZipStream bomb = new(File.Create(file), CompressionLevel.SmallestSize))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) await bomb.WriteAsync(zeros, TestContext.Current.CancellationToken);
        }

        Assert.InRange(new FileInfo(file).Length, 1 << 19, 2 << 20);
        long before = GC.GetTotalAllocatedBytes();
        using (RunReader reader = _experiment.Read(run))
        {
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64L << 20);
            Assert.Equal(0, reader.Count);
            Assert.Equal(file, Assert.Single(reader.Damage.Lines.Select(static line => line.File).Distinct()));
        }

        using RunReader whole = _experiment.Read(other);
        AssertHolds(whole);
    }

    [Theory]
    [InlineData("catalog.db")]
    [InlineData("claims.db")]
    public async Task A_database_that_is_none_is_made_anew_and_nothing_depends_on_it(string name)
    {
        RunId run = await Write();
        string path = Path.Combine(_folder.Store, name);
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("this is no database\n", 500)), TestContext.Current.CancellationToken);
        using Store store = Store.Open(_folder.Store, new() { ScanBelow = 0 });
        StoredExperiment experiment = store.Experiment("sums");
        using (GenerationLookup lookup = experiment.Lookup(except: null)) Assert.True(lookup.TryFind(Corpus.Generation(2), out _));
        await using (RunSession session = experiment.Continue(run, SharedWork.Start))
        {
            Assert.Single(session.Claims.TryClaim(Corpus.Generation(Records)));
            Corpus.Append(session.Writer, Records);
        }

        using RunReader reader = experiment.Read(run);
        Assert.Equal(Records + 1, reader.Count);
        Assert.Contains(store.Notices, notice => notice.Contains(path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("evaluations")]
    [InlineData("run.json")]
    [InlineData("manifest.jsonl")]
    [InlineData("")]
    public async Task A_symbolic_link_in_a_store_is_refused_by_name_and_nothing_is_written_where_it_leads(string part)
    {
        RunId run = await Write();
        string place = part.Length == 0 ? Folder(run) : Path.Combine(Folder(run), part);
        string elsewhere = Path.Combine(_folder.Path, "elsewhere");
        if (Directory.Exists(place))
        {
            Directory.Move(place, elsewhere);
            Directory.CreateSymbolicLink(place, elsewhere);
        }
        else
        {
            File.Move(place, elsewhere);
            File.CreateSymbolicLink(place, elsewhere);
        }

        string[] before = _folder.Files();
        foreach (Action act in (Action[])[() => _experiment.Continue(run, Corpus.Start), () => _experiment.Read(run), () => _experiment.Seal(run), () => _experiment.Pin(run)])
        {
            StoreException error = Assert.Throws<StoreException>(act);
            Assert.Equal(place, error.File);
            Assert.Contains("is a symbolic link", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _folder.Files());
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\u0001b")]
    [InlineData("con")]
    [InlineData("NUL.txt")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("ä")]
    [InlineData("long")]
    public async Task A_name_that_is_no_safe_file_name_is_refused_everywhere(string name)
    {
        if (name == "long") name = new('x', 65);
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        // The writer has its lock and its file.
        await Corpus.Append(session.Writer, 0).Durable;
        string[] before = _folder.Files();
        Action[] acts =
        [
            () => _store.Experiment(name), () => session.Writer.Evaluation(name, default), () => session.Writer.Checkpoint(name, new byte[] { 1 }), () => _experiment.Tag(session.Id, name),
            () => session.Writer.ArtifactAsync(new(name), new MemoryStream()).GetAwaiter().GetResult(), () => session.Reader.Checkpoints.Newest(name), () => session.Reader.Evaluation(name, default),
        ];
        Assert.All(acts, act => Assert.Equal(Problem.BadName, Assert.Throws<StoreException>(act).Problem));
        Assert.Equal(before, _folder.Files());
    }

    private static string Deepen(string line, string deep)
    {
        int at = line.IndexOf(",\"record\":", StringComparison.Ordinal) + ",\"record\":".Length;
        return $"{line[..at]}{{\"text\":{deep}}}{line[^18..]}";
    }

    private async Task<RunId> Write()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        for (int i = 0; i < Records; i++)
        {
            Appended appended = Corpus.Append(session.Writer, i);
            session.Writer.Evaluation("right", default).Append(new(Corpus.Generation(i), session.Writer.ReferenceTo(appended), default, default, 1, null, null, null, null, default));
        }

        return session.Id;
    }

    private static void AssertHolds(RunReader reader, int except = -1)
    {
        for (int i = 0; i < Records; i++)
        {
            if (i == except) continue;
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found), $"{i} is lost");
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
        }
    }

    private string Folder(RunId run) => Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text);

    private string JournalFile(RunId run) => Directory.GetFiles(Path.Combine(Folder(run), "journal")).Single();
}
