using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Reports.Documents;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>What a table has no room for of a compared pair.</summary>
internal static class PairSentence
{
    /// <summary>What lacks a score, and what that could make of the difference; empty where nothing lacks one.</summary>
    public static string Gaps(ArmPair pair, ComparisonResult comparison)
    {
        PairCounts counts = pair.Counts;
        int gaps = counts.CandidateGaps + counts.BaselineGaps + counts.NeitherScored;
        string erased = counts.Erased == 0 ? "" : $" {Figure.Count(counts.Erased, "pair", "pairs")} with an erased answer left out.";
        if (gaps == 0 || pair.Bounds is not { } bounds)
            return erased;
        bool isShare = comparison.Kind == ScoreKind.Proportion;
        return $"{Figure.Count(gaps, "pair lacks", "pairs lack")} a score ({Figure.Count(counts.CandidateMissing)} missing, {Figure.Count(counts.CandidateFailed)} failed and "
            + $"{Figure.Count(counts.CandidateUnscored)} unscored in the candidate only, {Figure.Count(counts.BaselineGaps)} in the baseline only, {Figure.Count(counts.NeitherScored)} in both; "
            + $"{Figure.Count(counts.Imputed)} count against the candidate): at worst {Show(bounds.Worst, isShare)}, at best {Show(bounds.Best, isShare)}.{erased}";
    }

    /// <summary>The smallest true difference that so many pairs show, and how many would show the margin or, without one, what was observed; empty where it can't be said.</summary>
    public static string Power(ArmPair pair, ReportWords words)
    {
        if (pair.Power is not { Detectable: double detectable, Power: double power } effect)
            return "";
        string target = $"{Figure.Margin(effect.Target)}%";
        string margin = effect.IsMargin ? $", and the margin of {words.Size(effect.Difference)} with {Figure.Percent(power)}" : "";
        string needed = effect.NeededPairs is { } pairs && power < effect.Target
            ? $"; {Figure.Count(pairs)} would show the {(effect.IsMargin ? "margin" : $"observed {words.Size(effect.Difference)}")} with {target}" : "";
        string size = double.IsFinite(detectable) ? $"show a true difference of {words.Size(detectable)} with {target}" : $"show no difference with {target}";
        return $"{Figure.Count(pair.Counts.Compared, "pair", "pairs")} {size}{margin}{needed}.";
    }

    private static string Show(double difference, bool isShare) => isShare ? Figure.Points(difference) : (difference > 0 ? "+" : "") + Figure.Number(difference);
}
