using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Sealing;

public sealed class SealTests : IDisposable
{
    private const int Records = 300;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;

    public SealTests() => _store = Store.Open(_folder.Store, new() { UseSqlite = false });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sealed_run_says_what_the_plain_one_said()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        string[] plain = SealedRun.Segments(_store, run);
        Assert.Equal(4, plain.Length);
        long bytes = plain.Sum(path => new FileInfo(path).Length);

        SealReport report = _store.Experiment("sums").Seal(run);

        string[] after = SealedRun.Segments(_store, run);
        Assert.Equal(plain.Select(path => path + ".gz"), after);
        Assert.Equal((4, bytes, after.Sum(path => new FileInfo(path).Length)), (report.Segments, report.BytesBefore, report.BytesAfter));
        Assert.Empty(report.Left);
        Assert.InRange(report.BytesAfter, 1, bytes / 2);
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
        Assert.Contains($"{Records} damaged False torn 0", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_gzip_reads_a_sealed_segment_and_finds_the_lines_and_their_seal()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        Dictionary<string, byte[]> plain = SealedRun.Segments(_store, run).ToDictionary(path => path + ".gz", File.ReadAllBytes);
        _store.Experiment("sums").Seal(run);
        foreach ((string path, byte[] content) in plain)
        {
            byte[] inflated = Inflate(path);
            Assert.Equal(content, inflated[..content.Length]);
            using JsonDocument seal = JsonDocument.Parse(inflated.AsMemory(content.Length));
            Assert.Equal("seal", seal.RootElement.GetProperty("kind").GetString());
            Assert.Equal(content.Count(one => one == '\n'), seal.RootElement.GetProperty("lines").GetInt64());
            Assert.Equal(content.Length, seal.RootElement.GetProperty("bytes").GetInt64());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), seal.RootElement.GetProperty("sha256").GetString());
            Assert.Equal(seal.RootElement.GetProperty("seq").GetInt64(), JsonDocument.Parse(Encoding.UTF8.GetString(content).Split('\n')[^2]).RootElement.GetProperty("seq").GetInt64());
            foreach (int members in Members(path)) Assert.InRange(members, 1, 32 << 10);
            Assert.True(Members(path).Count > content.Length / (32 << 10), "cut into members");
        }
    }

    [Fact]
    public async Task One_member_is_found_and_inflated_from_the_end_of_the_file_as_the_formats_page_says()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        byte[] plain = await File.ReadAllBytesAsync(SealedRun.Segments(_store, run).First(path => path.Contains("journal", StringComparison.Ordinal)));
        _store.Experiment("sums").Seal(run);
        byte[] file = await File.ReadAllBytesAsync(SealedRun.Segments(_store, run).First(path => path.Contains("journal", StringComparison.Ordinal)));
        ReadOnlyMemory<byte> end = file.AsMemory(file.Length - 50);
        Assert.Equal("TE", Encoding.ASCII.GetString(end.Span.Slice(12, 2)));
        int table = (int)BitConverter.ToInt64(end.Span[16..]);
        int count = BitConverter.ToInt32(end.Span[32..]);
        Assert.Equal("TI", Encoding.ASCII.GetString(file.AsSpan(table + 12, 2)));
        int content = 0;
        int member = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = file.AsSpan(table + 16 + i * 12, 12);
            int length = BitConverter.ToInt32(entry);
            using GZipStream gzip = new(new MemoryStream(file, member, BitConverter.ToInt32(entry[4..])), CompressionMode.Decompress);
            using MemoryStream inflated = new();
            gzip.CopyTo(inflated);
            Assert.Equal(length, inflated.Length);
            Assert.Equal(BitConverter.ToInt32(entry[8..]), inflated.ToArray().Count(one => one == '\n'));
            if (i < count - 1) Assert.Equal(plain[content..(content + length)], inflated.ToArray());
            content += length;
            member += BitConverter.ToInt32(entry[4..]);
        }

        Assert.Equal((table, BitConverter.ToInt64(end.Span[24..])), (member, content));
    }

    [Fact]
    public async Task Looking_up_finds_the_same_records_by_catalog_and_by_scan()
    {
        StoreOptions catalog = new() { ScanBelow = 0 };
        RunId run;
        using (Store indexed = Store.Open(_folder.Store, catalog)) run = await SealedRun.WriteAsync(indexed, Records);
        List<RecordReference?> before = LookUp(_store);
        using (Store indexed = Store.Open(_folder.Store, catalog)) Assert.Equal(before, LookUp(indexed));
        _store.Experiment("sums").Seal(run);
        Assert.Equal(before, LookUp(_store));
        for (int i = 0; i < 2; i++)
        {
            using Store indexed = Store.Open(_folder.Store, catalog);
            Assert.Equal(before, LookUp(indexed));
            Assert.Empty(indexed.Notices);
            Assert.NotNull(indexed.Reindex());
        }

        Assert.Equal(Records - Records / 10, before.Count(one => one is not null));
    }

    [Fact]
    public async Task A_line_longer_than_a_member_is_a_member_of_its_own()
    {
        RunId run;
        string text = string.Concat(Enumerable.Range(0, 4000).Select(SealedRun.Text));
        await using (RunSession session = _store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < 3; i++) session.Writer.Record(Corpus.Envelope(i), new Reply(i == 1 ? text : "short"));
        }

        _store.Experiment("sums").Seal(run);
        string path = Assert.Single(SealedRun.Segments(_store, run));
        List<int> members = Members(path);
        Assert.Equal(4, members.Count);
        Assert.InRange(members[1], text.Length, text.Length + 1000);
        using RunReader reader = _store.Experiment("sums").Read(run);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(i == 1 ? text : "short", reader.ReadRecord<Reply>(found).Text);
        }
    }

    [Fact]
    public async Task Sealing_again_does_nothing_and_a_sealed_run_goes_on()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        _store.Experiment("sums").Seal(run);
        string[] sealedFiles = SealedRun.Segments(_store, run);
        SealReport again = _store.Experiment("sums").Seal(run);
        Assert.Equal((0, 0), (again.Segments, again.Left.Length));
        await using (RunSession session = _store.Experiment("sums").Continue(run, Corpus.Start))
        {
            Assert.True(session.Reader.TryGet(Corpus.Generation(2), out _));
            session.Writer.Record(Corpus.Envelope(5, 3), new Reply("at last"));
        }

        Assert.Equal(sealedFiles.Length + 1, SealedRun.Segments(_store, run).Length);
        using RunReader reader = _store.Experiment("sums").Read(run);
        Assert.True(reader.TryGet(Corpus.Generation(5), out StoredGeneration found));
        Assert.Equal("at last", reader.ReadRecord<Reply>(found).Text);
        Assert.StartsWith("w0003", found.Reference.Writer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_was_opened_before_goes_on_reading()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        using RunReader opened = _store.Experiment("sums").Read(run);
        using RunReader lazy = _store.Experiment("sums").Read(run);
        Assert.True(opened.TryGet(Corpus.Generation(1), out StoredGeneration first));
        opened.ReadRecord<Reply>(first);
        _store.Experiment("sums").Seal(run);
        foreach (RunReader reader in new[] { opened, lazy })
        {
            for (int i = 0; i < Records; i++)
            {
                Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
                if (found.Succeeded) Assert.Equal(SealedRun.Reply(i), reader.ReadRecord<Reply>(found));
            }
        }
    }

    [Fact]
    public async Task A_run_that_somebody_works_on_is_not_sealed()
    {
        RunId ended = await SealedRun.WriteAsync(_store, 10);
        await using RunSession session = _store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start);
        await Corpus.Append(session.Writer, 0).Durable;
        Assert.Equal(Problem.Busy, Assert.Throws<StoreException>(() => _store.Experiment("sums").Seal(session.Id)).Problem);
        SealReport all = _store.Seal();
        Assert.Equal(4, all.Segments);
        Assert.Contains(session.Id.Text, Assert.Single(all.Left).File, StringComparison.Ordinal);
        Assert.All(SealedRun.Segments(_store, ended), path => Assert.EndsWith(".gz", path, StringComparison.Ordinal));
        Assert.All(SealedRun.Segments(_store, session.Id), path => Assert.EndsWith(".jsonl", path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_is_not_there_is_not_found_and_leaves_no_debris()
    {
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => _store.Experiment("sums").Seal(RunId.Parse("20260131T120000000Z-0123456789abcdef"))).Problem);
        Assert.Single(_folder.Files());
    }

    [Fact]
    public async Task A_segment_with_damage_stays_plain_and_is_named()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string[] plain = SealedRun.Segments(_store, run);
        byte[] bad = await File.ReadAllBytesAsync(plain[1]);
        bad[bad.Length / 2] ^= 4;
        await File.WriteAllBytesAsync(plain[1], bad);
        SealReport report = _store.Experiment("sums").Seal(run);
        Assert.Equal(3, report.Segments);
        Assert.Equal(plain[1], Assert.Single(report.Left).File);
        Assert.Contains("damaged", report.Left[0].Reason, StringComparison.Ordinal);
        Assert.Equal(bad, await File.ReadAllBytesAsync(plain[1]));
    }

    [Fact]
    public async Task An_unfinished_end_is_cut_and_kept_before_the_rest_is_sealed()
    {
        RunId run = await SealedRun.WriteAsync(_store, 20);
        string last = SealedRun.Segments(_store, run).Last(path => path.Contains("journal", StringComparison.Ordinal));
        byte[] whole = await File.ReadAllBytesAsync(last);
        await File.WriteAllBytesAsync(last, whole[..^5]);
        SealReport report = _store.Experiment("sums").Seal(run);
        Assert.Empty(report.Left);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(SealedRun.Folder(_store, run), "lost+found")));
        Assert.Equal(whole[..(whole[..^1].AsSpan().LastIndexOf((byte)'\n') + 1)], Content(Inflate(last + ".gz")));
    }

    [Fact]
    public async Task An_unpacked_file_is_read_and_can_be_sealed_again()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        _store.Experiment("sums").Seal(run);
        foreach (string path in SealedRun.Segments(_store, run))
        {
            await File.WriteAllBytesAsync(path[..^3], Inflate(path));
            byte[] bytes = await File.ReadAllBytesAsync(path);
            File.Delete(path);
            Assert.Equal(before, SealedRun.Describe(_store, run, Records));
            Assert.Equal(1, _store.Experiment("sums").Seal(run).Segments);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
        }
    }

    [Fact]
    public async Task Cancelling_leaves_the_rest_plain_and_nothing_half_done()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        string[] plain = SealedRun.Segments(_store, run);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => _store.Experiment("sums").Seal(run, cancelled.Token));
        Assert.Equal(plain, SealedRun.Segments(_store, run));
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
    }

    private static List<RecordReference?> LookUp(Store store)
    {
        using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
        return [.. Enumerable.Range(0, Records).Select(i => lookup.TryFind(Corpus.Generation(i), out StoredGeneration found) ? found.Reference : (RecordReference?)null)];
    }

    /// <summary>What any gzip makes of a file.</summary>
    internal static byte[] Inflate(string path)
    {
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream inflated = new();
        gzip.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static byte[] Content(byte[] inflated) => inflated[..(inflated.AsSpan(0, inflated.Length - 1).LastIndexOf((byte)'\n') + 1)];

    // By the format's page alone: each member says how long it is.
    private static List<int> Members(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        List<int> content = [];
        for (int at = 0; file[at + 12] == 'T' && file[at + 13] == 'M'; at += BitConverter.ToInt32(file, at + 16)) content.Add(BitConverter.ToInt32(file, at + 20));
        return content;
    }
}
