using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class VerifyTests : IDisposable
{
    // Beside journals and objects: derived, or only for whoever holds them.
    private static readonly string[] s_ignored = ["catalog.db", ".lock"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_store_is_sound(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store);
        await SampleStore.WriteAsync(store, isSealed);
        VerifyReport report = store.Verify();
        Assert.Empty(report.Findings);
        Assert.True(report.IsSound);
        Assert.Equal((2, 4, 1), (report.Runs, report.Segments, report.Objects));
        Assert.InRange(report.Lines, 20, 60);
    }

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 5)]
    public async Task A_changed_byte_is_found_in_the_file_that_has_it_and_nowhere_else_first(bool isSealed, int step)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await SampleStore.WriteAsync(store, isSealed);
        foreach (string path in Files())
        {
            byte[] good = await File.ReadAllBytesAsync(path);
            for (int at = 0; at < good.Length; at += step * Sweep.Every(3))
            {
                byte[] bad = [.. good];
                bad[at] ^= 1;
                await File.WriteAllBytesAsync(path, bad);
                VerifyReport report = store.Verify();
                Assert.False(report.IsSound, $"byte {at} of {path} was changed and nothing said");
                Assert.Contains(report.Findings, finding => finding.IsFault && path.StartsWith(finding.File, StringComparison.Ordinal));
            }

            await File.WriteAllBytesAsync(path, good);
        }

        Assert.True(store.Verify().IsSound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_gone_is_missed(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await SampleStore.WriteAsync(store, isSealed);
        // Without its run.json a folder is no run; without a checkpoint or a mark there is none.
        foreach (string path in Files().Where(static path => !path.EndsWith("run.json", StringComparison.Ordinal) && !path.EndsWith(".checkpoint", StringComparison.Ordinal) && !path.EndsWith("trialkeep.json", StringComparison.Ordinal)))
        {
            string aside = Path.Combine(_folder.Path, "aside");
            File.Move(path, aside);
            Assert.False(store.Verify().IsSound, path);
            File.Move(aside, path);
        }
    }

    [Fact]
    public async Task A_segment_in_anothers_place_is_known_by_its_header()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        string one = Segment(first), two = Segment(second), aside = Path.Combine(_folder.Path, "aside");
        File.Move(one, aside);
        File.Move(two, one);
        File.Move(aside, two);
        VerifyReport report = store.Verify();
        Assert.Equal([two, one], report.Findings.Where(static finding => finding.Kind == FindingKind.WrongPlace).Select(static finding => finding.File));
    }

    [Fact]
    public async Task References_of_a_line_that_is_gone_are_named_with_their_place()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store);
        string[] lines = await File.ReadAllLinesAsync(Segment(first));
        // In the last batch, which no later line calls flushed, a line that is gone is no gap; the count and the references tell.
        int record = Array.FindLastIndex(lines, static line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Segment(first), string.Join('\n', lines[..record].Concat(lines[(record + 1)..])) + "\n");
        VerifyReport report = store.Verify();
        Assert.Contains(report.Findings, static finding => finding.Message == "it counts 4 generations that succeeded, and the journal has 3");
        Finding[] missing = [.. report.Findings.Where(static finding => finding.Kind == FindingKind.MissingReference && finding.Line is not null)];
        Assert.Equal(3, missing.Length); // its score, the reuse, and the score of what was reused
        Assert.All(missing, finding => Assert.Contains(first.Text, finding.Message, StringComparison.Ordinal));
        Assert.All(missing, static finding => Assert.True(finding.Line > 1));
    }

    [Fact]
    public async Task What_a_killed_writer_left_and_what_nobody_needs_is_no_fault()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store);
        await using (RunSession session = store.Experiment("sums").Continue(first, Corpus.Start)) await Corpus.Append(session.Writer, 0).Durable; // and was killed
        await File.AppendAllTextAsync(Path.Combine(Path.GetDirectoryName(Segment(first))!, "w0002-000001.jsonl"), "{\"kind\":\"rec");
        string objects = Directory.CreateDirectory(Path.Combine(_folder.Store, "objects", "cf")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(objects, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([7]))), [7]);
        await File.WriteAllTextAsync(Segment(first) + ".tmp", "x");
        VerifyReport report = store.Verify();
        Assert.True(report.IsSound);
        Assert.Single(report.Findings, static finding => finding.Kind == FindingKind.TornTail);
        Assert.NotEmpty(report.Findings.Where(static finding => finding.Kind == FindingKind.LeftOver));
    }

    [Fact]
    public async Task It_can_be_ended()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await SampleStore.WriteAsync(store);
        using CancellationTokenSource ended = new();
        await ended.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => store.Verify(ended.Token));
    }

    private string Segment(RunId run) => Directory.GetFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal")).Single(static path => path.Contains("w0001", StringComparison.Ordinal) && !path.EndsWith(".tmp", StringComparison.Ordinal));

    private string[] Files() => [.. Directory.GetFiles(_folder.Store, "*", SearchOption.AllDirectories)
        .Where(static path => !s_ignored.Any(part => path.Contains(part, StringComparison.Ordinal)) && !path.EndsWith("trialkeep.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
