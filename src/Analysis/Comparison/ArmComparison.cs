using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Leaderboards;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Analysis.Comparison.Tradeoffs;

namespace TrialKeep.Analysis.Comparison;

/// <summary>
/// Compares arms: variants, runs, prompts, conditions or slices. Takes time proportional to units times pairs, and memory for a few pairs at a
/// time beside what the tables hold.
/// </summary>
public static class ArmComparison
{
    /// <summary>Compares every two arms: the first with each later one, then the second with each later one, and so on.</summary>
    /// <param name="arms">At least one, each with its own name, scored by one evaluator.</param>
    /// <param name="options">What it is told; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is no arm, two have one name, evaluators differ, a slice does not exist, or a score lies outside the declared range.
    /// </exception>
    public static ComparisonResult Of(IReadOnlyList<Arm> arms, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(arms);
        List<(Arm, Arm)> pairs = [];
        for (int baseline = 0; baseline < arms.Count; baseline++)
        {
            for (int candidate = baseline + 1; candidate < arms.Count; candidate++)
                pairs.Add((arms[baseline], arms[candidate]));
        }

        return Compare(arms, pairs, [], options ?? new());
    }

    /// <summary>Compares each variant of a run with its namesake in another run or a baseline file.</summary>
    /// <param name="baseline">The scores to compare with.</param>
    /// <param name="candidate">The scores under test.</param>
    /// <param name="options">What it is told; null for the defaults.</param>
    /// <param name="includes">Which variants of either are compared; null for all.</param>
    /// <exception cref="ArgumentException">As for <see cref="Of(IReadOnlyList{Arm}, ComparisonOptions)"/>.</exception>
    public static ComparisonResult Against(ArmTable baseline, ArmTable candidate, ComparisonOptions? options = null, Func<string, bool>? includes = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        Arm[] now = [.. Arm.AllOf(candidate).Where(arm => includes is null || includes(arm.Name))];
        Arm[] before = [.. Arm.AllOf(baseline).Where(arm => includes is null || includes(arm.Name))
            .Select(arm => arm with { Name = $"{arm.Name} (run {arm.RunId}{(baseline.RunId == candidate.RunId ? ", baseline" : "")})" })];
        (Arm, Arm)[] pairs = [.. now.Select(arm => (Namesake(before, arm), arm)).Where(static pair => pair.Item1 is not null).Select(static pair => (pair.Item1!, pair.arm))];
        Arm[] unmatched = [.. now.Where(arm => Namesake(before, arm) is null), .. before.Where(arm => Namesake(now, arm) is null)];
        return Compare([.. now, .. before], pairs, unmatched, options ?? new());
    }

    /// <summary>Compares the pairs of arms that are named.</summary>
    /// <param name="arms">The arms, as for <see cref="Of(IReadOnlyList{Arm}, ComparisonOptions)"/>.</param>
    /// <param name="pairs">The pairs: baseline and candidate, each one of the arms.</param>
    /// <param name="options">What it is told; null for the defaults.</param>
    /// <exception cref="ArgumentException">As for <see cref="Of(IReadOnlyList{Arm}, ComparisonOptions)"/>.</exception>
    public static ComparisonResult Of(IReadOnlyList<Arm> arms, IReadOnlyList<(Arm Baseline, Arm Candidate)> pairs, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.FirstOrDefault(pair => !arms.Contains(pair.Baseline) || !arms.Contains(pair.Candidate)) is { Candidate: not null } other)
            throw new ArgumentException($"The pair of '{other.Baseline.Name}' and '{other.Candidate.Name}' names an arm that is not compared.", nameof(pairs));
        return Compare(arms, pairs, [], options ?? new());
    }

    private static Arm? Namesake(Arm[] arms, Arm arm) => Array.Find(arms, other => other.Variant == arm.Variant);

    private static ComparisonResult Compare(IReadOnlyList<Arm> arms, IReadOnlyList<(Arm Baseline, Arm Candidate)> pairs, Arm[] unmatched, ComparisonOptions options)
    {
        Demand(arms);
        ArmTable[] tables = [.. arms.Select(static arm => arm.Table).Distinct().OrderBy(table => IsBaselineOnly(table, pairs) ? 0 : 1)];
        UnitIndex index = UnitIndex.Of(tables);
        ScoreRange range = ScoreRange.Of(arms, options);
        ArmSummarizer summarizer = new(index, range, options);
        PairComparer comparer = new(index, range, options);
        SliceComparer slices = new(index, tables, summarizer, comparer, options);
        ArmSummary[] summaries = [.. arms.Select(arm => summarizer.Summarize(arm))];
        ArmPair[] compared = Family.Adjust([.. pairs.Select(pair => comparer.Compare(pair.Baseline, pair.Candidate))], options);
        return new ComparisonResult
        {
            Experiment = arms[^1].Table.Experiment,
            Evaluator = arms[0].Table.Evaluator,
            Kind = range.Kind,
            Options = options,
            Runs = [.. arms.Select(static arm => arm.RunId).Distinct()],
            Arms = summaries,
            Pairs = compared,
            Unmatched = unmatched,
            Leaderboard = !options.Ranked ? null : RankBootstrap.Of(arms, index, range, options),
            Fronts = ParetoSearch.Of(summaries, range),
            Slices = [.. options.By.Select(slice => slices.Compare(slice, arms, pairs))],
            Calibration = CalibrationComparison.Of(arms),
            Notes = [.. ComparisonNotes.Of(compared)],
        };
    }

    private static bool IsBaselineOnly(ArmTable table, IReadOnlyList<(Arm Baseline, Arm Candidate)> pairs) =>
        !pairs.Any(pair => ReferenceEquals(pair.Candidate.Table, table));

    private static void Demand(IReadOnlyList<Arm> arms)
    {
        if (arms.Count == 0)
            throw new ArgumentException("There is no arm to compare; select at least one variant.", nameof(arms));
        if (arms.GroupBy(static arm => arm.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two arms are called '{twice.Key}'; give each its own name.", nameof(arms));
        EvaluatorLabel evaluator = arms[0].Table.Evaluator;
        if (arms.FirstOrDefault(arm => arm.Table.Evaluator != evaluator)?.Table is { } other)
            throw new ArgumentException($"Run '{arms[0].RunId}' was scored by '{Full(evaluator)}' and run '{other.RunId}' by '{Full(other.Evaluator)}': "
                + "scores of different evaluators can't be compared.", nameof(arms));
    }

    private static string Full(EvaluatorLabel evaluator) => evaluator.Identity.Length == 0 ? evaluator.Name : $"{evaluator.Name}-{evaluator.Identity}";
}
