using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Maintenance;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Predecessor;

/// <summary>Defects that a predecessor's store had (reproduced there) and this one must not have: retention, integrity, and what was declared and never used.</summary>
public sealed class MaintenanceDefectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public MaintenanceDefectTests()
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
    public async Task E5_A_limit_of_size_is_kept_by_deleting()
    {
        await Runs(8, RunStatus.Completed);
        Assert.All(_store.Retain(new() { MostBytes = 100 }), static one => Assert.True(one.IsDeleted));
        Assert.Empty(_experiment.Runs());
    }

    [Fact]
    public async Task E6_Runs_that_somebody_works_on_stay_and_small_limits_count()
    {
        RunId[] runs = await Runs(8, RunStatus.Completed);
        await using (RunSession live = _experiment.Begin(Corpus.Manifest(9), Corpus.Start with { IsFresh = true }))
        {
            // While somebody may reuse any of them, none goes.
            Assert.All(_store.Retain(new() { MostRuns = 0, LongestAge = TimeSpan.Zero }), static one => Assert.False(one.IsDeleted));
            Assert.Equal([.. runs, live.Id], _experiment.Runs());
            runs = [.. runs, live.Id];
        }

        Assert.Equal(7, _store.Retain(new() { MostRuns = 2 }).Count(static one => one.IsDeleted));
        Assert.Equal([.. runs[^2..]], _experiment.Runs());
        _time.Now += TimeSpan.FromTicks(1);
        Assert.Equal(2, _store.Retain(new() { LongestAge = TimeSpan.Zero }).Count(static one => one.IsDeleted));
        Assert.Empty(_experiment.Runs());
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("run.json")]
    [InlineData("manifest.jsonl")]
    [InlineData("evaluations")]
    public async Task E7_The_check_of_integrity_reads_what_it_checks(string part)
    {
        (RunId run, _) = await SampleStore.WriteAsync(_store);
        Assert.True(_store.Verify().IsSound);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text), "*", SearchOption.AllDirectories).Where(path => path.Contains(part, StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        foreach (string path in files)
        {
            byte[] good = await File.ReadAllBytesAsync(path);
            await File.WriteAllTextAsync(path, "garbage\n");
            AssertNamed(path);
            await File.WriteAllBytesAsync(path, good[..(good.Length / 2)]);
            AssertNamed(path);
            await File.WriteAllBytesAsync(path, good);
        }
    }

    [Fact]
    public async Task E30_What_is_declared_is_used()
    {
        // Checksums: a changed figure that is still good JSON is found.
        await Runs(1, RunStatus.Cancelled);
        RunId run = Assert.Single(_experiment.Runs());
        string journal = Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal", "w0001-000001.jsonl");
        string text = await File.ReadAllTextAsync(journal);
        await File.WriteAllTextAsync(journal, text.Replace("\"attempt\":1", "\"attempt\":2", StringComparison.Ordinal));
        Assert.Contains(_store.Verify().Findings, finding => finding.Kind == FindingKind.DamagedLine && finding.File == journal);
        await File.WriteAllTextAsync(journal, text);

        // Cancelled is a status that runs have, and an error of concurrent access one that is thrown.
        Assert.Equal(RunStatus.Cancelled, _experiment.Info(run).Status);
        await using RunSession session = _experiment.Continue(run, Corpus.Start);
        Assert.Equal(Problem.Busy, Assert.Throws<StoreException>(() => _experiment.Continue(run, Corpus.Start)).Problem);

        // What describes an evaluation is kept with it.
        session.Writer.Evaluation("exact", SampleStore.Identity).Append(new(Corpus.Generation(0), new(run, "w0001", 1), default, default, 1, null, null, null, null, default));
        await session.RefreshAsync();
        using EvaluationReader scores = session.Reader.Evaluation("exact", SampleStore.Identity);
        Assert.Equal(1, scores.Count);
    }

    private void AssertNamed(string path)
    {
        VerifyReport report = _store.Verify();
        Assert.False(report.IsSound);
        Assert.Contains(report.Findings, finding => finding.IsFault && finding.File == path);
    }

    private async Task<RunId[]> Runs(int count, RunStatus status)
    {
        List<RunId> runs = [];
        for (int i = 1; i <= count; i++)
        {
            await using RunSession session = _experiment.Begin(Corpus.Manifest(i), Corpus.Start with { IsFresh = true });
            Corpus.Append(session.Writer, i);
            await session.Writer.FlushAsync();
            session.SetStatus(status, new(i, 1, 0, i - 1));
            runs.Add(session.Id);
            _time.Now += TimeSpan.FromDays(1);
        }

        return [.. runs];
    }
}
