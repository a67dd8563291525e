using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison;

/// <summary>The variants of two runs, each compared with the variant of the same name on the same items and samples.</summary>
public sealed class RunComparison
{
    private RunComparison(ScoreTable baseline, ScoreTable candidate, RunDifference[] variants)
    {
        Baseline = baseline;
        Candidate = candidate;
        Variants = Array.AsReadOnly(variants);
    }

    /// <summary>The outcomes of the run that is compared with.</summary>
    public ScoreTable Baseline { get; }

    /// <summary>The outcomes of the run under test.</summary>
    public ScoreTable Candidate { get; }

    /// <summary>
    /// One difference for each variant of either run: those of the candidate run in its order, then those only the baseline run has.
    /// </summary>
    public IReadOnlyList<RunDifference> Variants { get; }

    /// <summary>Compares two runs.</summary>
    /// <param name="baseline">The outcomes of the run to compare with.</param>
    /// <param name="candidate">The outcomes of the run under test.</param>
    /// <param name="includes">Which variants of either run are compared; null for all.</param>
    /// <exception cref="ArgumentException">The two were scored by evaluators of different names: their scores don't mean the same.</exception>
    public static RunComparison Of(ScoreTable baseline, ScoreTable candidate, Func<string, bool>? includes = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        if (baseline.Evaluator != candidate.Evaluator)
            throw new ArgumentException($"Run '{baseline.RunId}' was scored by '{baseline.Evaluator}' and run '{candidate.RunId}' by "
                + $"'{candidate.Evaluator}': their scores can't be compared.", nameof(candidate));
        int[] positions = PositionsInBaseline(baseline, candidate);
        IEnumerable<string> names = candidate.Variants.Concat(baseline.Variants.Where(name => candidate.IndexOf(name) < 0))
            .Where(name => includes is null || includes(name));
        return new RunComparison(baseline, candidate, [.. names.Select(name => Compare(name, baseline, candidate, positions))]);
    }

    /// <summary>For each unit of the candidate run, where the baseline run has it, or -1.</summary>
    private static int[] PositionsInBaseline(ScoreTable baseline, ScoreTable candidate)
    {
        var index = new Dictionary<ScoreUnit, int>(baseline.Units.Count);
        for (int i = 0; i < baseline.Units.Count; i++)
            index.Add(baseline.Units[i], i);
        return [.. candidate.Units.Select(unit => index.TryGetValue(unit, out int position) ? position : -1)];
    }

    private static RunDifference Compare(string variant, ScoreTable baseline, ScoreTable candidate, int[] positions)
    {
        ReadOnlySpan<Outcome> before = OutcomesOf(baseline, variant), after = OutcomesOf(candidate, variant);
        PairedCounts counts = Count(before, after, positions);
        return new RunDifference
        {
            Variant = variant,
            N = counts.N,
            ScoredInBaselineOnly = Scored(before) - counts.N,
            ScoredInCandidateOnly = Scored(after) - counts.N,
            BaselineOnly = counts.BaselineOnly,
            CandidateOnly = counts.CandidateOnly,
            PMcNemar = McNemarTest.ExactPValue(counts.BaselineOnly, counts.CandidateOnly),
            Difference = PairedDifference.Of(counts),
        };
    }

    private static ReadOnlySpan<Outcome> OutcomesOf(ScoreTable table, string variant) =>
        table.IndexOf(variant) is var index and >= 0 ? table.OutcomesOf(index) : [];

    private static PairedCounts Count(ReadOnlySpan<Outcome> before, ReadOnlySpan<Outcome> after, int[] positions)
    {
        int n = 0, baselineOnly = 0, candidateOnly = 0;
        if (before.IsEmpty)
            return default;
        for (int i = 0; i < after.Length; i++)
        {
            if (positions[i] < 0 || !IsScored(after[i]) || !IsScored(before[positions[i]]))
                continue;
            bool wasRight = before[positions[i]] == Outcome.Correct, isRight = after[i] == Outcome.Correct;
            n++;
            baselineOnly += wasRight && !isRight ? 1 : 0;
            candidateOnly += isRight && !wasRight ? 1 : 0;
        }
        return new PairedCounts(n, baselineOnly, candidateOnly);
    }

    private static int Scored(ReadOnlySpan<Outcome> outcomes)
    {
        int count = 0;
        foreach (Outcome outcome in outcomes)
            count += IsScored(outcome) ? 1 : 0;
        return count;
    }

    private static bool IsScored(Outcome outcome) => outcome is Outcome.Correct or Outcome.Incorrect;
}
