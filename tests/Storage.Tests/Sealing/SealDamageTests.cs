using System.IO.Compression;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Sealing;

public sealed class SealDamageTests : IDisposable
{
    private const int Records = 150;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;

    public SealDamageTests() => _store = Store.Open(_folder.Store, new() { UseSqlite = false });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_told_and_nothing_wrong_is_read()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] good = await File.ReadAllBytesAsync(path);
        List<(int Start, int End)> members = Members(good);
        Assert.InRange(members.Count, 4, 8);
        for (int at = 0; at < good.Length; at++)
        {
            // Inside of the compressed data a sample: the small segment has every bit of it.
            if (at % Sweep.Every(149, 37) != 0 && members.Exists(member => at > member.Start + 40 && at < member.End - 8)) continue;
            byte[] bad = [.. good];
            bad[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(path, bad);
            using RunReader reader = _store.Experiment("sums").Read(run);
            Assert.True(reader.Damage.IsDamaged, $"byte {at} of {good.Length}");
            Assert.All(reader.Damage.Lines, line => Assert.Equal(path, line.File));
            int found = AssertGood(reader);
            // One member is lost at most: of about 32 KiB of lines.
            Assert.InRange(found, Records - 60, Records);
        }
    }

    [Fact]
    public async Task Every_bit_of_a_small_sealed_segment_counts()
    {
        (RunId run, string path) = await WriteAsync(1);
        byte[] good = await File.ReadAllBytesAsync(path);
        for (int bit = 0; bit < good.Length * 8; bit += Sweep.Every(3))
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(path, bad);
            using RunReader reader = _store.Experiment("sums").Read(run);
            Assert.True(reader.Damage.IsDamaged, $"bit {bit}");
            AssertGood(reader);
        }
    }

    [Fact]
    public async Task A_sealed_segment_that_is_cut_anywhere_keeps_every_whole_member()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] good = await File.ReadAllBytesAsync(path);
        List<(int Start, int End)> members = Members(good);
        for (int length = 0; length < good.Length; length += length > members[^1].End ? 1 : Sweep.Every(67, 13))
        {
            await File.WriteAllBytesAsync(path, good[..length]);
            using RunReader reader = _store.Experiment("sums").Read(run);
            Assert.True(reader.Damage.IsDamaged, $"cut to {length}");
            int whole = members.Count(member => member.End <= length);
            int found = AssertGood(reader);
            Assert.Equal(whole >= members.Count - 1, found == Records);
            if (whole > 0) Assert.True(found > 0, $"cut to {length}");
        }
    }

    [Fact]
    public async Task A_bad_member_is_told_with_its_place_and_those_around_it_are_read()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] good = await File.ReadAllBytesAsync(path);
        List<(int Start, int End)> members = Members(good);
        string[] lines = System.Text.Encoding.UTF8.GetString(SealTests.Inflate(path)).Split('\n');
        byte[] bad = [.. good];
        bad[members[1].Start + 200] ^= 1;
        await File.WriteAllBytesAsync(path, bad);
        using RunReader reader = _store.Experiment("sums").Read(run);
        Storage.Recovery.DamagedLine damage = Assert.Single(reader.Damage.Lines);
        int first = BitConverter.ToInt32(good, members[0].Start + 32);
        int offset = lines.Take(first).Sum(line => System.Text.Encoding.UTF8.GetByteCount(line) + 1);
        Assert.Equal((path, first + 1, offset), (damage.File, (int)damage.Line, (int)damage.Offset));
        Assert.Contains($"gzip member at byte {members[1].Start} ", damage.Reason, StringComparison.Ordinal);
        Assert.Equal(BitConverter.ToInt32(good, members[1].Start + 20), damage.Length);
        Assert.InRange(AssertGood(reader), 1, Records - 1);
    }

    [Fact]
    public async Task A_record_whose_member_went_bad_later_is_refused_with_file_and_offset()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] bad = await File.ReadAllBytesAsync(path);
        using RunReader reader = _store.Experiment("sums").Read(run);
        (int start, _) = Members(bad)[0];
        bad[start + 300] ^= 8;
        await File.WriteAllBytesAsync(path, bad);
        Assert.True(reader.TryGet(Corpus.Generation(1), out StoredGeneration found));
        StoreException error = Assert.Throws<StoreException>(() => reader.ReadRecord<Reply>(found));
        Assert.Equal((Problem.Damaged, path), (error.Problem, error.File));
        Assert.True(error.Offset > 0);
        Assert.Contains($"gzip member at byte {start} of the file", error.Message, StringComparison.Ordinal);
        Assert.True(reader.TryGet(Corpus.Generation(Records - 1), out StoredGeneration last));
        Assert.Equal(SealedRun.Reply(Records - 1), reader.ReadRecord<Reply>(last));
    }

    [Fact]
    public async Task Without_its_trailer_a_sealed_segment_is_read_whole_and_the_loss_is_told()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] good = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, good[..Members(good)[^1].End]);
        using RunReader reader = _store.Experiment("sums").Read(run);
        Assert.Contains("trailer", Assert.Single(reader.Damage.Lines).Reason, StringComparison.Ordinal);
        Assert.Equal(Records, AssertGood(reader));
    }

    [Fact]
    public async Task A_member_that_is_gone_with_the_trailer_is_a_hole()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] good = await File.ReadAllBytesAsync(path);
        List<(int Start, int End)> members = Members(good);
        await File.WriteAllBytesAsync(path, [.. good[..members[1].Start], .. new byte[1000], .. good[members[2].Start..members[^1].End]]);
        using RunReader reader = _store.Experiment("sums").Read(run);
        Assert.Contains(reader.Damage.Lines, line => line.Reason.Contains($"bytes {members[1].Start} to {members[1].Start + 999} of the file", StringComparison.Ordinal));
        Assert.InRange(AssertGood(reader), 1, Records - 1);
        Assert.True(reader.TryGet(Corpus.Generation(Records - 1), out _));
    }

    [Fact]
    public async Task Random_bytes_and_a_gzip_file_of_somebody_else_hide_no_other_segment()
    {
        RunId run = await SealedRun.WriteAsync(_store, 40);
        _store.Experiment("sums").Seal(run);
        string path = SealedRun.Segments(_store, run).First(one => one.Contains("journal", StringComparison.Ordinal));
        byte[] plain = SealTests.Inflate(path);
        byte[] noise = new byte[300_000];
        new Random(7).NextBytes(noise);
        using MemoryStream foreign = new();
        using (GZipStream gzip = new(foreign, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        foreach (byte[] content in new[] { noise, foreign.ToArray(), [], [0x1F] })
        {
            await File.WriteAllBytesAsync(path, content);
            using RunReader reader = _store.Experiment("sums").Read(run);
            Assert.Contains(reader.Damage.Lines, line => line.File == path && line.Reason.Contains("no gzip member", StringComparison.Ordinal));
            Assert.Equal(16, AssertGood(reader));
        }
    }

    [Fact]
    public async Task A_member_that_inflates_beyond_its_bound_is_refused_in_bounded_memory()
    {
        (RunId run, string path) = await WriteAsync(Records);
        byte[] good = await File.ReadAllBytesAsync(path);
        List<(int Start, int End)> members = Members(good);
        // 64 MiB of zeros in place of the second member, which says that it holds what it held before.
        using MemoryStream bomb = new();
        using (GZipStream gzip = new(bomb, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[64 << 20]);
        byte[] header = good[members[1].Start..(members[1].Start + 40)];
        byte[] body = bomb.ToArray()[10..];
        BitConverter.GetBytes(header.Length + body.Length).CopyTo(header, 16);
        BitConverter.GetBytes(BitConverter.ToInt32(header, 20)).CopyTo(body, body.Length - 4);
        BitConverter.GetBytes(Storage.Journals.Checksum.Of(body, salt: 0)).CopyTo(header, 36);
        await File.WriteAllBytesAsync(path, [.. good[..members[1].Start], .. header, .. body, .. good[members[2].Start..members[^1].End]]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using RunReader reader = _store.Experiment("sums").Read(run);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        Assert.Contains(reader.Damage.Lines, line => line.Reason.Contains("inflates to more than it says", StringComparison.Ordinal));
        Assert.InRange(AssertGood(reader), 1, Records - 1);

        // The same, telling the truth about a size that no line has.
        BitConverter.GetBytes(int.MaxValue).CopyTo(header, 20);
        await File.WriteAllBytesAsync(path, [.. good[..members[1].Start], .. header, .. body, .. good[members[2].Start..members[^1].End]]);
        before = GC.GetAllocatedBytesForCurrentThread();
        using RunReader second = _store.Experiment("sums").Read(run);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        Assert.InRange(AssertGood(second), 1, Records - 1);
    }

    [Fact]
    public async Task A_sealed_segment_that_is_gone_is_noticed_where_another_one_follows()
    {
        FailingFiles files = new() { FailFlushAt = 9 };
        using Store failing = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        RunId run;
        await using (RunSession session = failing.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < 20; i++) await Corpus.Append(session.Writer, i).Durable;
        }

        SealReport report = _store.Experiment("sums").Seal(run);
        Assert.Equal(2, report.Segments + report.Left.Length);
        foreach (string path in SealedRun.Segments(_store, run).Where(path => path.Contains("000001", StringComparison.Ordinal))) File.Delete(path);
        using RunReader reader = _store.Experiment("sums").Read(run);
        Assert.Contains("earlier segment", Assert.Single(reader.Damage.Lines).Reason, StringComparison.Ordinal);
    }

    private async Task<(RunId Run, string Path)> WriteAsync(int records)
    {
        RunId run;
        await using (RunSession session = _store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < records; i++) session.Writer.Record(Corpus.Envelope(i), SealedRun.Reply(i) with { Shared = null });
        }

        Assert.Empty(_store.Experiment("sums").Seal(run).Left);
        return (run, Assert.Single(SealedRun.Segments(_store, run)));
    }

    private static int AssertGood(RunReader reader)
    {
        int count = 0;
        for (int i = 0; i < Records; i++)
        {
            if (!reader.TryGet(Corpus.Generation(i), out StoredGeneration found) || !found.Succeeded) continue;
            Assert.Equal(SealedRun.Reply(i) with { Shared = null }, reader.ReadRecord<Reply>(found) with { Shared = null });
            count++;
        }

        return count;
    }

    private static List<(int Start, int End)> Members(byte[] file)
    {
        List<(int, int)> members = [];
        for (int at = 0, length; file[at + 13] == 'M'; at += length)
        {
            length = BitConverter.ToInt32(file, at + 16);
            members.Add((at, at + length));
        }

        return members;
    }
}
