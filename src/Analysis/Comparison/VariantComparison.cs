using TrialKeep.Statistics.Multiplicity;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison;

/// <summary>Everything the reports say about one score table: a summary of each variant and a comparison of every pair.</summary>
public sealed class VariantComparison
{
    private VariantComparison(ScoreTable table, VariantSummary[] summaries, PairComparison[] pairs)
    {
        Table = table;
        Summaries = Array.AsReadOnly(summaries);
        Pairs = Array.AsReadOnly(pairs);
    }

    /// <summary>The outcomes the comparison is made from.</summary>
    public ScoreTable Table { get; }

    /// <summary>One summary for each variant, in declared order.</summary>
    public IReadOnlyList<VariantSummary> Summaries { get; }

    /// <summary>One comparison for every pair: the first with each later one, then the second with each later one, and so on.</summary>
    public IReadOnlyList<PairComparison> Pairs { get; }

    /// <summary>Compares the variants of a table. Takes time proportional to cells plus pairs times units / 64.</summary>
    /// <param name="table">The outcomes of a run.</param>
    public static VariantComparison Of(ScoreTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new VariantComparison(table, Summarise(table), Compare(table));
    }

    private static VariantSummary[] Summarise(ScoreTable table) =>
        [.. table.Variants.Select((name, index) => new VariantSummary(name, table.OutcomesOf(index)))];

    private static PairComparison[] Compare(ScoreTable table)
    {
        (int Baseline, int Candidate, PairedCounts Counts)[] pairs = Count(table);
        double[] p = [.. pairs.Select(pair => McNemarTest.ExactPValue(pair.Counts.BaselineOnly, pair.Counts.CandidateOnly))];
        double[] adjusted = HolmAdjustment.Adjust(p);
        return [.. pairs.Select((pair, i) => new PairComparison
        {
            Baseline = table.Variants[pair.Baseline],
            Candidate = table.Variants[pair.Candidate],
            N = pair.Counts.N,
            BaselineOnly = pair.Counts.BaselineOnly,
            CandidateOnly = pair.Counts.CandidateOnly,
            PMcNemar = p[i],
            PHolm = adjusted[i],
            Difference = PairedDifference.Of(pair.Counts),
        })];
    }

    private static (int Baseline, int Candidate, PairedCounts Counts)[] Count(ScoreTable table)
    {
        ScoreBits[] bits = [.. table.Variants.Select((_, index) => new ScoreBits(table.OutcomesOf(index)))];
        var pairs = new List<(int, int, PairedCounts)>();
        for (int baseline = 0; baseline < bits.Length; baseline++)
        {
            for (int candidate = baseline + 1; candidate < bits.Length; candidate++)
                pairs.Add((baseline, candidate, bits[baseline].Against(bits[candidate])));
        }
        return [.. pairs];
    }
}
