using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Results;
using TrialKeep.Storage;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Records that were made elsewhere are taken in, whole files or not at all.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly string _file = Path.GetTempFileName();

    private static Question[] Two => [Question.Of(0), Question.Of(1)];

    public void Dispose()
    {
        _lab.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task Item_variant_and_sample_name_an_answer()
    {
        ImportReport report = await ImportAsync(
            """{"item":"q0","variant":"loud","sample":0,"record":{"text":"0"},"elapsed":2}""",
            "",
            """{"item":"q1","variant":"loud","error":{"kind":"refused","message":"It would not."}}""");
        Assert.Equal((2, 2, 1, 0), (report.Lines, report.Added, report.Failures, report.Already));
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Two));
        // The failure is tried again, and what nobody imported is asked for.
        Assert.Equal((3, report.Run!.Value, "0"), (_lab.Calls, run.Id, run.RecordOf(0)!.Text));
    }

    [Fact]
    public async Task A_refused_line_keeps_the_whole_file_out_unless_good_lines_are_wanted()
    {
        string[] lines = ["""{"item":"q0","variant":"loud","record":{"text":"0"}}""", """{"item":"q8","variant":"loud","record":{"text":"8"}}""", """{"item":"q1","variant":"none","record":{"text":"8"}}""", """{"item":"q1","variant":"soft","sample":4,"record":{"text":"8"}}""", """{"record":{"text":"8"}}"""];
        ImportReport stopped = await ImportAsync(lines);
        Assert.Equal((false, null), (stopped.IsApplied, (RunId?)stopped.Run));
        Assert.Equal([2, 3, 4, 5], stopped.Refused.Select(static line => line.Line));
        using (Store store = Storage.Store.Open(_lab.Store)) Assert.Empty(store.Experiment("lab").Runs());
        ImportReport skipped = await ImportAsync(ImportPolicy.GoodLines, lines);
        Assert.Equal((true, 1, 4), (skipped.IsApplied, skipped.Added, skipped.Refused.Count));
    }

    [Fact]
    public async Task What_is_stored_stays_and_what_says_the_same_is_nothing_new()
    {
        using (await _lab.RunAsync(_lab.Experiment(Two)))
        {
        }

        ImportReport report = await ImportAsync(ImportPolicy.GoodLines, """{"item":"q0","variant":"loud","record":{"text":"0"}}""", """{"item":"q1","variant":"loud","record":{"text":"another"}}""", """{"item":"q1","variant":"soft","error":{"kind":"late","message":"Too late."}}""");
        Assert.Equal((0, 2), (report.Added, report.Already));
        Assert.Contains("another answer of 'loud' to the item 'q1' is stored", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_erased_does_not_come_back_in_a_file()
    {
        using (await _lab.RunAsync(_lab.Experiment([Question.Of(0)])))
        {
        }

        using (Store store = Storage.Store.Open(_lab.Store)) store.Erase(EraseRequest.Item("q0", "no consent"));
        string[] lines = ["""{"item":"q0","variant":"loud","record":{"text":"0"}}""", """{"item":"q0","variant":"soft","error":{"kind":"late","message":"Too late."}}""", """{"item":"q1","variant":"loud","record":{"text":"1"}}"""];
        ImportReport report = await ImportAsync(ImportPolicy.GoodLines, lines);
        Assert.Equal([1, 2], report.Refused.Select(static line => line.Line));
        Assert.Contains("to the item 'q0' was erased (no consent) and is not taken again", report.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.Added);
        using (Store store = Storage.Store.Open(_lab.Store))
        {
            using RunReader run = store.Experiment("lab").Read(report.Run!.Value);
            Assert.Equal(1, run.Count);
        }
    }

    [Fact]
    public async Task What_another_run_has_is_there_already()
    {
        using (await _lab.RunAsync(_lab.Experiment([Question.Of(0)])))
        {
        }

        ImportReport report = await ImportAsync("""{"item":"q0","variant":"loud","record":{"text":"0"}}""", """{"item":"q1","variant":"loud","record":{"text":"1"}}""");
        Assert.Equal((1, 1), (report.Added, report.Already));
    }

    [Fact]
    public async Task Exported_results_of_another_store_can_be_read()
    {
        using Lab other = new();
        using (Run<Question, Reply> there = await other.RunAsync(other.Experiment(Two)))
        {
            using FileStream output = File.Create(_file);
            ResultsFile.Write(there, output);
        }

        Assert.Equal(4, (await ImportFileAsync(ImportPolicy.WholeFile)).Added);
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Two));
        Assert.Equal((0, 4), (_lab.Calls, run.Counts.Cached));
    }

    private Task<ImportReport> ImportAsync(params string[] lines) => ImportAsync(ImportPolicy.WholeFile, lines);

    private Task<ImportReport> ImportAsync(ImportPolicy policy, params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        return ImportFileAsync(policy);
    }

    private async Task<ImportReport> ImportFileAsync(ImportPolicy policy)
    {
        using Store store = Storage.Store.Open(_lab.Store);
        return await new ExperimentImport<Question, Reply>(Planner.Plan(_lab.Experiment(Two), Selection.All, CancellationToken.None), store).RecordsAsync(_file, policy);
    }
}
