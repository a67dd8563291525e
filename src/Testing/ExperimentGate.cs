using System.Collections.Immutable;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Baselines;
using TrialKeep.Analysis.Gates.Rules;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Testing.Sources;

namespace TrialKeep.Testing;

/// <summary>
/// A gate over stored scores, for a test. Nothing runs and nothing is written. Each call gives a new gate; <see cref="Decide"/> reads and judges.
/// </summary>
/// <example><code>ExperimentGate.Of&lt;WordProblem, Answer&gt;("trials", "word-problems").Against("baseline.json").NoWorseBy(0.02).Require();</code></example>
public sealed class ExperimentGate
{
    private readonly IScoreSource _candidate;
    private IScoreSource? _baseline;
    private string _baselineName = "";
    private ImmutableArray<Func<IReadOnlyList<ArmTable>, GateRule>> _rules = [];
    private ImmutableHashSet<string>? _variants;
    private ComparisonOptions? _options;

    private ExperimentGate(IScoreSource candidate) => _candidate = candidate;

    /// <summary>A gate over a run in a store.</summary>
    /// <typeparam name="TTask">The task, which says what an item's inputs, cluster and slices are.</typeparam>
    /// <typeparam name="TRecord">The record, which says what its measurements are.</typeparam>
    /// <param name="store">The folder of the store.</param>
    /// <param name="experiment">The name of the experiment.</param>
    /// <param name="run">The run's id or its beginning; null for the latest completed one.</param>
    public static ExperimentGate Of<TTask, TRecord>(string store, string experiment, string? run = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(experiment);
        return new(new StoredScores<TTask, TRecord>(store, experiment, run, ImmutableDictionary<string, string>.Empty));
    }

    /// <summary>A gate over a file of scores, as <c>gate --write-baseline</c> writes it: neither a store nor a type is needed.</summary>
    /// <param name="path">The file.</param>
    public static ExperimentGate OfFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(new FileScores(path));
    }

    /// <summary>Compares with a committed baseline file.</summary>
    /// <param name="baselineFile">The file that <c>gate --write-baseline</c> wrote.</param>
    public ExperimentGate Against(string baselineFile)
    {
        ArgumentNullException.ThrowIfNull(baselineFile);
        return Changed(gate => (gate._baseline, gate._baselineName) = (new FileScores(baselineFile), baselineFile));
    }

    /// <summary>Compares with another run of the same store.</summary>
    /// <param name="run">Its id, or the beginning of it.</param>
    /// <exception cref="InvalidOperationException">The scores are of a file.</exception>
    public ExperimentGate AgainstRun(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Changed(gate => (gate._baseline, gate._baselineName) = (_candidate.Other(run), run));
    }

    /// <summary>Says which version of an evaluator counts, where a run has scores by several.</summary>
    /// <param name="evaluation">The name of the evaluation.</param>
    /// <param name="identity">The first digits of its identity, as the folder of its scores is named.</param>
    /// <exception cref="InvalidOperationException">The scores are of a file.</exception>
    public ExperimentGate Evaluator(string evaluation, string identity)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(identity);
        return new(_candidate.WithEvaluator(evaluation, identity)) { _baseline = _baseline, _baselineName = _baselineName, _rules = _rules, _variants = _variants, _options = _options };
    }

    /// <summary>Demands that no variant is worse than in the baseline by more than a margin.</summary>
    /// <param name="margin">The margin in the unit of the scores; of shares 0.02 is two points.</param>
    /// <param name="evaluation">The evaluation; null for the only one.</param>
    public ExperimentGate NoWorseBy(double margin, string? evaluation = null)
    {
        RuleText.NoWorse(evaluation ?? "", margin);
        return Demanding(tables => RuleText.NoWorse(evaluation ?? OnlyOne(tables), margin));
    }

    /// <summary>Demands what a rule says, such as <c>correct >= 0.8</c> or <c>latency.p95 &lt;= 2 at 90%</c>.</summary>
    /// <param name="text">The rule; see <see cref="RuleText"/>.</param>
    /// <exception cref="GateRuleException">It can't be read.</exception>
    public ExperimentGate Rule(string text)
    {
        GateRule rule = RuleText.Parse(text);
        return Demanding(_ => rule);
    }

    /// <summary>Judges these variants only.</summary>
    public ExperimentGate Variants(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Changed(gate => gate._variants = [.. names]);
    }

    /// <summary>Says what becomes of missing answers, and more; see <see cref="ComparisonOptions"/>.</summary>
    public ExperimentGate With(ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Changed(gate => gate._options = options);
    }

    /// <summary>Reads the scores and judges.</summary>
    /// <exception cref="GateRuleException">A rule names nothing that there is, no rule was given, or evaluations have to be told apart.</exception>
    /// <exception cref="BaselineFormatException">A file of scores can't be used, or is by another evaluator.</exception>
    /// <exception cref="Storage.StoreException">There is no such store or run, or it can't be read.</exception>
    public GateDecision Decide()
    {
        if (_rules.IsEmpty) throw new GateRuleException("The gate has no rule; demand something by NoWorseBy or Rule.");
        IReadOnlyList<ArmTable> candidate = _candidate.Read();
        if (candidate.Count == 0) throw new GateRuleException("The run has no score to judge by; evaluate it first.");
        Gate gate = new([.. _rules.Select(rule => rule(candidate))], _options);
        if (gate.NeedsBaseline && _baseline is null) throw new GateRuleException("A rule is about the baseline, and there is none; name one by Against or AgainstRun.");
        IReadOnlyList<ArmTable>? baseline = _baseline?.Read();
        if (baseline is not null) BaselineFile.Demand(baseline, [.. candidate.Select(static table => table.Evaluator)], _baselineName);
        return gate.Judge(candidate, baseline, _variants is { } variants ? variants.Contains : null);
    }

    /// <summary><see cref="Decide"/>, and <see cref="GateRequirement.Require"/> of what it says.</summary>
    /// <param name="undecided">What to do when it can't tell.</param>
    /// <param name="nothingToCompare">What to do when there is nothing to compare.</param>
    /// <exception cref="GateException">It did not pass.</exception>
    public GateDecision Require(Otherwise undecided = Otherwise.Fail, Otherwise nothingToCompare = Otherwise.Fail) => Decide().Require(undecided, nothingToCompare);

    private static string OnlyOne(IReadOnlyList<ArmTable> tables) => tables is [var only] ? only.Evaluator.Name
        : throw new GateRuleException($"There are several evaluations ({string.Join(", ", tables.Select(static table => table.Evaluator.Name))}); say which one NoWorseBy is about.");

    private ExperimentGate Demanding(Func<IReadOnlyList<ArmTable>, GateRule> rule) => Changed(gate => gate._rules = gate._rules.Add(rule));

    private ExperimentGate Changed(Action<ExperimentGate> change)
    {
        ExperimentGate gate = (ExperimentGate)MemberwiseClone();
        change(gate);
        return gate;
    }
}
