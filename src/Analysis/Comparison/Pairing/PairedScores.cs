using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>The pairs of two arms that count, in the order of the index, and how the others were left out.</summary>
internal sealed class PairedScores
{
    private PairedScores()
    {
    }

    /// <summary>The rows of the pairs that count.</summary>
    public required int[] Rows { get; init; }

    public required double[] Baseline { get; init; }

    public required double[] Candidate { get; init; }

    public required bool[] Imputed { get; init; }

    public required int[] Clusters { get; init; }

    public required PairCounts Counts { get; init; }

    public required IReadOnlyList<PairGap> Gaps { get; init; }

    public required IReadOnlyList<ScoreUnit> Changed { get; init; }

    public required IReadOnlyList<PromptDifference> Prompts { get; init; }

    public required EffectSums Sums { get; init; }

    /// <summary>Units that both arms have: without any they are compared as independent samples.</summary>
    public bool HasCommonUnits => Counts.InBoth > 0;

    /// <param name="index">The rows.</param>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="range">What scores can be.</param>
    /// <param name="options">The policy, and how many gaps are listed.</param>
    /// <param name="included">Which rows count; null for all.</param>
    public static PairedScores Of(UnitIndex index, Arm baseline, Arm candidate, ScoreRange range, ComparisonOptions options, bool[]? included)
    {
        PairScan scan = new(index, baseline, candidate, range, options);
        for (int row = 0; row < index.Count; row++)
        {
            if (included is null || included[row])
                scan.Take(row);
        }

        return new PairedScores
        {
            Rows = [.. scan.Rows],
            Baseline = [.. scan.BaselineScores],
            Candidate = [.. scan.CandidateScores],
            Imputed = [.. scan.Imputed],
            Clusters = [.. scan.Rows.Select(row => index.ClusterOf[row])],
            Counts = scan.Counts(),
            Gaps = scan.Gaps(),
            Changed = scan.ChangedUnits(),
            Prompts = scan.Prompts(),
            Sums = scan.Sums,
        };
    }

    public double[] Differences()
    {
        double[] differences = new double[Rows.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = Candidate[i] - Baseline[i];
        return differences;
    }
}
