using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Gates;

/// <summary>
/// The rule "no variant is worse than in a baseline run by more than a margin", decided by the 95% interval of the paired difference
/// (T. Tango, 1998). A variant passes when the interval's lower limit is above minus the margin, which is a test for non-inferiority at the
/// one-sided level of 2.5%, and fails when its upper limit is below.
/// </summary>
public sealed class NoWorseThanBaseline
{
    /// <summary>Makes the rule.</summary>
    /// <param name="margin">How much worse is still acceptable, as a share: 0.02 is two points. From 0 to less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, 1 or more, or not a number.</exception>
    public NoWorseThanBaseline(double margin)
    {
        if (!(margin >= 0 && margin < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin,
                "The margin must be a share from 0 to less than 1 (0.02 is two points).");
        Margin = margin;
    }

    /// <summary>How much worse is still acceptable, as a share.</summary>
    public double Margin { get; }

    /// <summary>Judges a run. A variant that only one of the runs has is listed with nothing to compare, and does not decide.</summary>
    /// <param name="comparison">The run under test against its baseline.</param>
    public GateResult Judge(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new GateResult(comparison.Candidate.RunId, comparison.Baseline.RunId, Margin,
            [.. comparison.Variants.Select(difference => Judge(difference, comparison.Baseline.RunId))]);
    }

    private VariantVerdict Judge(RunDifference difference, string baselineRun)
    {
        GateVerdict verdict = Decide(difference.Difference);
        return new VariantVerdict(verdict, Explain(verdict, difference, DisplayText.OneLine(baselineRun)), difference);
    }

    private GateVerdict Decide(PairedDifference? difference) => difference switch
    {
        null => GateVerdict.NothingToCompare,
        { Low: var low } when low > -Margin => GateVerdict.Passed,
        { High: var high } when high < -Margin => GateVerdict.Failed,
        _ => GateVerdict.Undecided,
    };

    private string Explain(GateVerdict verdict, RunDifference difference, string run)
    {
        string variant = DisplayText.OneLine(difference.Variant), numbers = Numbers(difference);
        string limit = Margin == 0 ? "" : $" by more than {Figure.Margin(Margin)} points";
        return verdict switch
        {
            GateVerdict.Passed => $"Passed: {variant} is not worse than in run {run}{limit}: {numbers}.",
            GateVerdict.Failed => $"Failed: {variant} is worse than in run {run}{limit}: {numbers}.",
            GateVerdict.Undecided => $"Undecided: it can't be told whether {variant} is worse than in run {run}{limit}: {numbers}.",
            _ => $"Nothing to compare: no answer of {variant} is scored both here and in run {run}{LeftOut(difference)}.",
        };
    }

    private static string Numbers(RunDifference run)
    {
        PairedDifference difference = run.Difference.GetValueOrDefault();
        string interval = $"{Figure.Points(difference.Low)} to {Figure.Points(difference.High)}";
        string discordant = $"{Figure.Count(run.BaselineOnly)} lost and {Figure.Count(run.CandidateOnly)} won";
        return $"{Figure.Points(difference.Estimate)} points (95% interval {interval}) over {Figure.Count(run.N, "pair", "pairs")}, {discordant}"
            + LeftOut(run);
    }

    private static string LeftOut(RunDifference run)
    {
        List<string> parts = [];
        if (run.ScoredInBaselineOnly > 0)
            parts.Add($"{Figure.Count(run.ScoredInBaselineOnly)} scored only there");
        if (run.ScoredInCandidateOnly > 0)
            parts.Add($"{Figure.Count(run.ScoredInCandidateOnly)} scored only here");
        return parts.Count == 0 ? "" : $" ({string.Join(" and ", parts)} left out)";
    }
}
