using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Baselines;
using TrialKeep.Storage;

namespace TrialKeep.Testing.Tests;

public sealed class ExperimentGateTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_latest_completed_run_of_a_store_is_judged_and_nothing_is_written()
    {
        await _folder.RunAsync(190, "1");
        await _folder.RunAsync(100, "2");
        string first = Runs()[0];
        string[] before = Files();
        Assert.Equal(GateVerdict.Failed, Store().AgainstRun(first).NoWorseBy(0.02).Decide().Verdict);
        Assert.Equal(GateVerdict.Passed, Store(first).AgainstRun(Runs()[1]).NoWorseBy(0.02).Decide().Verdict);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Floors_and_ceilings_of_measurements_need_no_baseline()
    {
        await _folder.RunAsync(190, "1");
        GateDecision decision = Store().Rule("correct >= 0.8").Rule("latency.mean <= 0.7").Require();
        Assert.Equal(["correct >= 0.8", "latency.mean <= 0.7"], decision.Rules.Select(static rule => rule.Rule.Text));
        Assert.Equal(GateVerdict.Failed, Store().Rule("correct >= 0.8").Rule("latency.mean <= 0.4").Decide().Verdict);
    }

    [Fact]
    public async Task Two_versions_of_an_evaluator_have_to_be_told_apart()
    {
        await _folder.RunAsync(190, "1");
        await _folder.RunAsync(190, "1", evaluator: "2");
        GateRuleException refused = Assert.Throws<GateRuleException>(() => Store().Rule("correct >= 0.8").Decide());
        Assert.Contains("has scores by several versions of 'correct' (", refused.Message, StringComparison.Ordinal);
        string identity = refused.Message.Split('(', ',')[1];
        Assert.Equal(GateVerdict.Passed, Store().Rule("correct >= 0.8").Evaluator("correct", identity[..8]).Decide().Verdict);
        Assert.Contains("no score by version 'ffff' of 'correct'", Assert.Throws<GateRuleException>(() => Store().Evaluator("correct", "ffff").Rule("correct >= 0.8").Decide()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_of_variants_and_a_copy_of_a_gate_change_nothing_else()
    {
        ExperimentGate all = ExperimentGate.OfFile(_folder.Scores("now.json", 180)).Rule("correct >= 0.8");
        Assert.Equal(GateVerdict.NothingToCompare, all.Variants("other").Decide().Verdict);
        Assert.Equal(GateVerdict.Failed, all.Rule("correct >= 0.99").Decide().Verdict);
        Assert.Equal(GateVerdict.Passed, all.Decide().Verdict);
    }

    [Fact]
    public void What_can_not_be_judged_is_said_in_one_sentence()
    {
        string now = _folder.Scores("now.json", 180);
        Says<GateRuleException>("The gate has no rule; demand something by NoWorseBy or Rule.", ExperimentGate.OfFile(now));
        Says<GateRuleException>("A rule is about the baseline, and there is none; name one by Against or AgainstRun.", ExperimentGate.OfFile(now).NoWorseBy(0.02));
        Says<BaselineFormatException>("can't be read", ExperimentGate.OfFile(now).Against(_folder.PathOf("none.json")).NoWorseBy(0.02));
        Says<BaselineFormatException>("scores of different evaluators are not compared", ExperimentGate.OfFile(now).Against(_folder.Scores("other.json", 180, "fedcba9876543210")).NoWorseBy(0.02));
        Says<StoreException>("There is no store in", Store().Rule("correct >= 0.8"));
        Assert.Throws<InvalidOperationException>(() => ExperimentGate.OfFile(now).AgainstRun("2026"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExperimentGate.OfFile(now).NoWorseBy(-0.1));
        Assert.Throws<GateRuleException>(() => ExperimentGate.OfFile(now).Rule("correct is good"));
    }

    [Fact]
    public void A_store_without_a_completed_run_says_so()
    {
        Storage.Store.Open(_folder.Store).Dispose();
        Says<StoreException>("has no completed run of 'puzzles'", Store().Rule("correct >= 0.8"));
    }

    private static void Says<TException>(string sentence, ExperimentGate gate)
        where TException : Exception => Assert.Contains(sentence, Assert.Throws<TException>(gate.Decide).Message, StringComparison.Ordinal);

    private ExperimentGate Store(string? run = null) => ExperimentGate.Of<Puzzle, Guess>(_folder.Store, "puzzles", run);

    private string[] Runs()
    {
        using Store store = Storage.Store.Find(_folder.Store)!;
        return [.. store.Experiment("puzzles").Runs().Select(static run => run.ToString())];
    }

    private string[] Files() => [.. Directory.EnumerateFiles(_folder.Store, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => $"{file} {new FileInfo(file).Length}")];
}
