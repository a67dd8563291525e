using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Maintenance;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Recovery;

/// <summary>run.json says how far each stream reached when it was written: what is bad or gone up to there is damage, not an unfinished end.</summary>
public sealed class RunEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public RunEndTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(20)]
    [InlineData(2000)]
    public async Task A_spoilt_last_line_of_a_run_that_ended_is_damage_and_is_never_cut(int cut)
    {
        RunId run = await Write();
        string journal = Path.Combine(RunFolder(run), "journal", "w0001-000001.jsonl");
        byte[] whole = await File.ReadAllBytesAsync(journal);
        byte[] bad = whole[..^cut];
        await File.WriteAllBytesAsync(journal, bad);
        using (RunReader reader = _experiment.Read(run))
        {
            DamagedLine line = Assert.Single(reader.Damage.Lines);
            Assert.Equal(journal, line.File);
            Assert.Equal(0, reader.Damage.TornBytes);
        }

        // Going on leaves it as it is: who repairs it sets it aside and says so.
        await using (RunSession session = _experiment.Continue(run, Corpus.Start)) Corpus.Append(session.Writer, 3);
        Assert.Equal(bad, await File.ReadAllBytesAsync(journal));
        Assert.Contains(_store.Verify().Findings, finding => finding.Kind == FindingKind.DamagedLine && finding.File == journal);
        await File.WriteAllBytesAsync(journal, whole);
        Assert.True(_store.Verify().IsSound);
    }

    [Fact]
    public async Task Scores_that_are_gone_whole_are_missed_by_who_reads_them_and_by_verify()
    {
        (RunId first, _) = await SampleStore.WriteAsync(_store);
        string evaluations = Path.Combine(RunFolder(first), "evaluations");
        Directory.Delete(evaluations, recursive: true);
        using RunReader reader = _experiment.Read(first);
        using EvaluationReader scores = reader.Evaluation("exact", SampleStore.Identity);
        DamagedLine gone = Assert.Single(scores.Damage.Lines);
        Assert.Contains("sequence 1 to 4", gone.Reason, StringComparison.Ordinal);
        Finding finding = Assert.Single(_store.Verify().Findings);
        Assert.StartsWith(evaluations, finding.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_that_share_a_run_note_their_ends_when_they_leave()
    {
        using Store store = Store.Open(Path.Combine(_folder.Path, "shared"));
        StoredExperiment experiment = store.Experiment("sums");
        RunSession first = experiment.Begin(Corpus.Manifest(2), Corpus.Start with { Shared = true });
        await using (RunSession second = experiment.Continue(first.Id, Corpus.Start with { Shared = true }))
        {
            Corpus.Append(first.Writer, 0);
            Corpus.Append(second.Writer, 1);
            await first.Writer.FlushAsync();
            await first.DisposeAsync();
        }

        string text = await File.ReadAllTextAsync(Path.Combine(store.Folder, "experiments", "sums", "runs", first.Id.Text, "run.json"));
        Assert.Contains("\"ends\":{\"journal\":{\"w0001\":", text, StringComparison.Ordinal);
        Assert.Contains(",\"w0002\":", text, StringComparison.Ordinal);
        Assert.True(store.Verify().IsSound);
    }

    [Fact]
    public async Task What_nobody_flushed_on_purpose_is_no_damage()
    {
        RunId run = await Write(Durability.None);
        string journal = Path.Combine(RunFolder(run), "journal", "w0001-000001.jsonl");
        byte[] whole = await File.ReadAllBytesAsync(journal);
        await File.WriteAllBytesAsync(journal, whole[..^20]);
        using RunReader reader = _experiment.Read(run);
        Assert.Empty(reader.Damage.Lines);
        Assert.NotEqual(0, reader.Damage.TornBytes);
    }

    private string RunFolder(RunId run) => Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text);

    private async Task<RunId> Write(Durability? durability = null)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(5), Corpus.Start with { Durability = durability });
        for (int i = 0; i < 3; i++) Corpus.Append(session.Writer, i);
        await session.Writer.FlushAsync();
        session.SetStatus(RunStatus.Failed, new(5, 3, 0, 2));
        return session.Id;
    }
}
