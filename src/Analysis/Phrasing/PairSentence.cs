using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>What a compared pair shows, in a few sentences.</summary>
public static class PairSentence
{
    /// <summary>The difference with its interval and p, the test and why, what the gaps could make of it, and what the size could show.</summary>
    public static string Of(ArmPair pair, ComparisonResult comparison)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(comparison);
        string names = $"{DisplayText.OneLine(pair.Candidate.Name)} against {DisplayText.OneLine(pair.Baseline.Name)}";
        return pair.Effect is { } effect
            ? $"{names}: {Difference(effect, comparison)}{PValues(pair, comparison)}{Sizes(pair)}. {pair.TestReason}{Gaps(pair, comparison)}{Power(pair, comparison)}"
            : $"{names}: {pair.TestReason}";
    }

    private static string Difference(Effect effect, ComparisonResult comparison)
    {
        bool isShare = comparison.Kind == ScoreKind.Proportion;
        string interval = effect.Interval is not { } range ? "too little for an interval"
            : $"{Figure.Number(100 * comparison.Options.Confidence)}% interval {Show(range.Low, isShare)} to {Show(range.High, isShare)}";
        return $"{Show(effect.Value, isShare)}{(isShare ? " points" : "")} ({interval})";
    }

    private static string PValues(ArmPair pair, ComparisonResult comparison)
    {
        if (pair.P is not { } p)
            return "";
        string adjusted = comparison.Options.Correction == Correction.None || pair.AdjustedP == p ? "" : $", {Figure.PValue(pair.AdjustedP!.Value)} adjusted";
        return $", p {Figure.PValue(p)}{adjusted}{(pair.IsReal ? ": real" : ": may be chance")}";
    }

    private static string Sizes(ArmPair pair) => pair.IsPaired
        ? $"; {Figure.Count(pair.Counts.Compared, "pair", "pairs")}, {Figure.Count(pair.Lost)} lost and {Figure.Count(pair.Won)} won"
        : $"; {Figure.Count(pair.Counts.Compared, "answer", "answers")}, unpaired";

    private static string Gaps(ArmPair pair, ComparisonResult comparison)
    {
        PairCounts counts = pair.Counts;
        int gaps = counts.CandidateGaps + counts.BaselineGaps + counts.NeitherScored;
        string erased = counts.Erased == 0 ? "" : $" {Figure.Count(counts.Erased, "pair", "pairs")} with an erased answer left out.";
        if (gaps == 0 || pair.Bounds is not { } bounds)
            return erased;
        bool isShare = comparison.Kind == ScoreKind.Proportion;
        return $" {Figure.Count(gaps, "pair lacks", "pairs lack")} a score ({Figure.Count(counts.CandidateMissing)} missing, {Figure.Count(counts.CandidateFailed)} failed and "
            + $"{Figure.Count(counts.CandidateUnscored)} unscored in the candidate only, {Figure.Count(counts.BaselineGaps)} in the baseline only, {Figure.Count(counts.NeitherScored)} in both; "
            + $"{Figure.Count(counts.Imputed)} count against the candidate): at worst {Show(bounds.Worst, isShare)}, at best {Show(bounds.Best, isShare)}.{erased}";
    }

    private static string Power(ArmPair pair, ComparisonResult comparison)
    {
        if (pair.Power is not { Detectable: double detectable, Power: double power } effect)
            return "";
        bool isShare = comparison.Kind == ScoreKind.Proportion;
        string needed = effect.NeededPairs is { } pairs && power < effect.Target ? $"; {Figure.Count(pairs)} would show {Show(effect.Difference, isShare)} with {Figure.Percent(effect.Target)}" : "";
        return $" This size shows a true difference of {Show(effect.Difference, isShare)} with {Figure.Percent(power)}, and one of {Show(detectable, isShare)} with {Figure.Percent(effect.Target)}{needed}.";
    }

    private static string Show(double difference, bool isShare) => isShare ? Figure.Points(difference) : (difference > 0 ? "+" : "") + Figure.Number(difference);
}
