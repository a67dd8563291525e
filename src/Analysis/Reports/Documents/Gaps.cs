using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What each arm lacks and why, in a sentence.</summary>
internal static class Gaps
{
    private const int MostReasons = 5, LongestReason = 100, LongestName = 40;

    /// <summary>A sentence for each arm with gaps, or one sentence that says there are none.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ArmSummary> arms)
    {
        string[] gaps = [.. arms.Where(static arm => arm.Scored < arm.Planned).Select(Of)];
        return gaps.Length > 0 ? gaps : ["Every planned answer is scored."];
    }

    private static string Of(ArmSummary arm)
    {
        string[] parts = [.. new[] { Part(arm, arm.Failed, Standing.Failed), Part(arm, arm.Missing, Standing.Missing), Part(arm, arm.Unscored, Standing.Unscored), Part(arm, arm.Erased, Standing.Erased) }.OfType<string>()];
        return $"{DisplayText.Shorten(arm.Name, LongestName)}: {string.Join(", ", parts)}.";
    }

    private static string? Part(ArmSummary arm, int count, Standing standing)
    {
        if (count == 0)
            return null;
        string reasons = string.Join("; ", Reasons([.. arm.Gaps.Where(gap => gap.Standing == standing)]));
        return $"{Figure.Count(count)} {standing.ToString().ToLowerInvariant()}{(reasons.Length == 0 ? "" : $" ({reasons})")}";
    }

    private static IEnumerable<string> Reasons(GapReason[] gaps)
    {
        foreach (GapReason gap in gaps.Take(MostReasons))
            yield return $"{Figure.Count(gap.Count)} × {DisplayText.Shorten(gap.Reason, LongestReason)}";
        if (gaps.Length > MostReasons)
            yield return $"{Figure.Count(gaps.Skip(MostReasons).Sum(static gap => gap.Count))} × other reasons";
    }
}
