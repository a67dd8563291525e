using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class SegmentRewriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileOperations _files = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_that_go_leave_a_gap_and_the_others_keep_bytes_and_numbers(bool isSealed)
    {
        SegmentName name = await WriteAsync(isSealed);
        List<(long Sequence, LineKind Kind, string Text)> before = Read(name);
        long[] gone = [2, 3, 4, 7];
        SegmentEdit edit = SegmentEdit.Read(_files, name, reader => gone.Contains(reader.Sequence) ? LineVerdict.TakeOut(GapCause.Superseded) : LineVerdict.Keep);
        Assert.Equal((4L, true), (edit.TakenOut, edit.IsChange));
        new SegmentRewriter(_files, CancellationToken.None).Rewrite(edit);
        Assert.Equal([isSealed ? name.SealedPath : name.Path], Directory.GetFiles(name.Stream.Folder));
        List<(long Sequence, LineKind Kind, string Text)> after = Read(name);
        Assert.Equal([.. before.Where(line => !gone.Contains(line.Sequence))], after.Where(static line => line.Kind != LineKind.Gap));
        Assert.Equal([4L, 7L], after.Where(static line => line.Kind == LineKind.Gap).Select(static line => line.Sequence));
        Assert.Contains(",\"flushed\":4,\"lines\":3,\"cause\":\"superseded\",", after.Single(static line => line.Sequence == 4).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gaps_of_one_cause_that_meet_become_one()
    {
        SegmentName name = await WriteAsync(isSealed: false);
        foreach ((long[] gone, GapCause cause) in new[] { (new long[] { 2, 4 }, GapCause.Superseded), ([3], GapCause.Superseded), ([5, 6], GapCause.Damaged) })
        {
            new SegmentRewriter(_files, CancellationToken.None).Rewrite(SegmentEdit.Read(_files, name, reader => gone.Contains(reader.Sequence) ? LineVerdict.TakeOut(cause) : LineVerdict.Keep));
        }

        (long, LineKind, string Text)[] gaps = [.. Read(name).Where(static line => line.Kind == LineKind.Gap)];
        Assert.Equal(2, gaps.Length);
        Assert.StartsWith("{\"kind\":\"gap\",\"seq\":4,\"flushed\":4,\"lines\":3,\"cause\":\"superseded\",", gaps[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("{\"kind\":\"gap\",\"seq\":6,\"flushed\":6,\"lines\":2,\"cause\":\"damaged\",", gaps[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_in_anothers_place_has_its_number()
    {
        SegmentName name = await WriteAsync(isSealed: false);
        SegmentEdit edit = SegmentEdit.Read(_files, name, static reader => reader.Sequence == 3 ? LineVerdict.Replace(LineKind.Text, [.. ",\"id\":\"0\",\"text\":\"other\""u8]) : LineVerdict.Keep);
        Assert.Equal((0L, 1L, true), (edit.TakenOut, edit.Replaced, edit.IsChange));
        new SegmentRewriter(_files, CancellationToken.None).Rewrite(edit);
        Assert.StartsWith("{\"kind\":\"text\",\"seq\":3,\"id\":\"0\",\"text\":\"other\",", Read(name)[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_that_does_not_fit_is_damage()
    {
        SegmentName name = await WriteAsync(isSealed: false);
        byte[] gap = GapLine.ToLine(new(3, 4, GapCause.Superseded), name.Salt);
        string[] lines = await File.ReadAllLinesAsync(name.Path);
        string text = System.Text.Encoding.UTF8.GetString(gap).TrimEnd('\n');
        foreach (string[] bad in (string[][])[[.. lines[..2], text, .. lines[5..]], [.. lines[..4], text, .. lines[5..]]])
        {
            await File.WriteAllTextAsync(name.Path, string.Join('\n', bad) + "\n");
            Assert.True(SegmentEdit.Read(_files, name, static _ => LineVerdict.Keep).Damage.IsDamaged);
        }

        await File.WriteAllTextAsync(name.Path, string.Join('\n', [.. lines[..3], text, .. lines[5..]]) + "\n");
        Assert.False(SegmentEdit.Read(_files, name, static _ => LineVerdict.Keep).Damage.IsDamaged);
    }

    private async Task<SegmentName> WriteAsync(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store, isSealed);
        string folder = Path.Combine(_folder.Store, "experiments", "sums", "runs", first.Text);
        return SegmentName.List(StreamName.Journal(first.Text, folder)).Single();
    }

    private List<(long Sequence, LineKind Kind, string Text)> Read(SegmentName name)
    {
        DamageLog damage = new();
        List<(long, LineKind, string)> lines = [];
        using SegmentReader reader = new(_files, name, damage);
        while (reader.Next()) lines.Add((reader.Sequence, reader.Kind, System.Text.Encoding.UTF8.GetString(reader.Line)));
        Assert.Equal(DamageReport.None, damage.ToReport());
        return lines;
    }
}
