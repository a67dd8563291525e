namespace TrialKeep.Scoring.Judges;

/// <summary>One score of several.</summary>
internal static class Votes
{
    /// <param name="scores">The scores, at least one.</param>
    /// <param name="vote">How they are taken together.</param>
    /// <returns>Null where there is no majority.</returns>
    public static double? Of(IReadOnlyList<double> scores, JudgeVote vote)
    {
        double[] sorted = [.. scores.Order()];
        int middle = sorted.Length / 2;
        return vote switch
        {
            JudgeVote.Mean => sorted.Sum() / sorted.Length,
            // Whoever has more than half has the middle.
            JudgeVote.Majority => sorted.Count(score => score == sorted[middle]) > sorted.Length / 2.0 ? sorted[middle] : null,
            _ => sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
        };
    }
}
