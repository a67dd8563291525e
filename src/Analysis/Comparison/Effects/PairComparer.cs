using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Compares two arms on the rows of an index. P-values are adjusted later, when the whole family is there.</summary>
internal sealed class PairComparer(UnitIndex index, ScoreRange range, ComparisonOptions options)
{
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="included">Which rows count; null for all.</param>
    public ArmPair Compare(Arm baseline, Arm candidate, bool[]? included = null)
    {
        PairedScores pairs = PairedScores.Of(index, baseline, candidate, range, options, included);
        return pairs.HasCommonUnits ? Paired(baseline, candidate, pairs) : Unpaired(baseline, candidate, pairs, included);
    }

    private ArmPair Paired(Arm baseline, Arm candidate, PairedScores pairs)
    {
        Finding? finding = pairs.Rows.Length == 0 ? null : PairedTest.Of(pairs, index, range, options);
        int[] planOrder = index.UnitsOf(candidate.Table);
        return Pair(baseline, candidate, pairs, finding, NothingPaired(pairs.Counts)) with
        {
            IsPaired = true,
            BaselineMean = finding is null ? null : PairedTest.Mean(pairs.Baseline),
            CandidateMean = finding is null ? null : PairedTest.Mean(pairs.Candidate),
            Won = Count(pairs, isImprovement: true),
            Lost = Count(pairs, isImprovement: false),
            Bounds = Bounds(pairs.Sums),
            Regressions = ItemChanges.Of(pairs, index, planOrder, range, isImprovement: false, options.Listed),
            Improvements = ItemChanges.Of(pairs, index, planOrder, range, isImprovement: true, options.Listed),
        };
    }

    private ArmPair Unpaired(Arm baseline, Arm candidate, PairedScores pairs, bool[]? included)
    {
        IndependentScores before = IndependentScores.Of(index, baseline, included), after = IndependentScores.Of(index, candidate, included);
        bool isEmpty = before.Scores.Length == 0 || after.Scores.Length == 0;
        Finding? finding = isEmpty ? null : UnpairedTest.Of(before, after, range, options);
        ArmPair pair = Pair(baseline, candidate, pairs, finding, "Nothing to compare: the arms have no item in common, and one of them has no score.");
        return pair with
        {
            Counts = pair.Counts with
            {
                Compared = before.Scores.Length + after.Scores.Length,
                Clusters = before.ClusterCount + after.ClusterCount,
            },
            BaselineMean = isEmpty ? null : PairedTest.Mean(before.Scores),
            CandidateMean = isEmpty ? null : PairedTest.Mean(after.Scores),
            PowerSource = PowerOf(finding, before.Scores.Length + after.Scores.Length),
        };
    }

    private ArmPair Pair(Arm baseline, Arm candidate, PairedScores pairs, Finding? finding, string nothing) => new()
    {
        Baseline = baseline,
        Candidate = candidate,
        Counts = pairs.Counts,
        IsPaired = false,
        Test = finding?.Test ?? TestKind.None,
        TestReason = finding?.Reason ?? nothing,
        Effect = finding is null ? null : new Effect(finding.Value, finding.Interval),
        BaselineMean = null,
        CandidateMean = null,
        P = finding?.P,
        AdjustedP = finding?.P,
        IsReal = false,
        Won = 0,
        Lost = 0,
        Standardized = finding?.Standardized,
        Bounds = null,
        PowerSource = PowerOf(finding, pairs.Rows.Length),
        Regressions = [],
        Improvements = [],
        Gaps = pairs.Gaps,
        Changed = pairs.Changed,
        Prompts = pairs.Prompts,
    };

    private Lazy<EffectPower?> PowerOf(Finding? finding, int size) => new(() => finding is null ? null : PowerOfEffect.Of(finding, size, options));

    private int Count(PairedScores pairs, bool isImprovement)
    {
        double sign = isImprovement ? 1 : -1;
        int count = 0;
        for (int pair = 0; pair < pairs.Rows.Length; pair++)
            count += sign * range.Gain(pairs.Candidate[pair] - pairs.Baseline[pair]) > 0 ? 1 : 0;
        return count;
    }

    private static EffectBounds? Bounds(in EffectSums sums) => sums.Pairs == 0 ? null
        : new EffectBounds((sums.Difference + sums.Worst) / sums.Pairs, (sums.Difference + sums.Best) / sums.Pairs);

    private static string NothingPaired(PairCounts counts) => counts.Changed == counts.InBoth
        ? "Nothing to compare: the inputs of every common item have changed."
        : "Nothing to compare: no common item has a score that counts.";
}
