using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Repeated;

/// <summary>
/// How an answer fares that is chosen by a vote of several samples, "maj@k" or self-consistency (X. Wang et al., 2022, arXiv:2203.11171).
/// </summary>
public static class MajorityVote
{
    private const int MostSamples = 1000;

    /// <summary>
    /// The chance that the answer with most votes among k of the samples is right, averaged exactly over all C(n, k) choices of k samples; of
    /// answers with equally many votes each is chosen with the same chance.
    /// </summary>
    /// <param name="votes">How many samples gave each distinct answer; samples without an answer stand as an answer of their own each.</param>
    /// <param name="correct">The index of the right answer in <paramref name="votes"/>; -1 when no sample gave it.</param>
    /// <param name="k">How many samples vote, from 1 to their sum.</param>
    /// <returns>A probability.</returns>
    /// <remarks>
    /// It sums the multivariate hypergeometric probabilities of how the k votes spread over the answers. The right answer's votes are fixed
    /// first; the others are taken one by one, keeping only how many votes are given and how many answers stand level with it, so that the
    /// cost is about k² answers for each number of right votes.
    /// </remarks>
    /// <exception cref="ArgumentException">A number of votes is negative, or there are fewer than k votes or more than 1,000.</exception>
    public static double Accuracy(ReadOnlySpan<int> votes, int correct, int k)
    {
        int total = Total(votes);
        if (total > MostSamples)
            throw new ArgumentException($"There are {total} samples of one item, more than the {MostSamples} that are counted exactly; draw fewer of them.", nameof(votes));
        if (correct < -1 || correct >= votes.Length)
            throw new ArgumentOutOfRangeException(nameof(correct), correct, "The right answer must be one of the answers, or -1.");
        if (k < 1 || k > total)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k must lie between 1 and the {total} samples that there are; draw more samples, or ask for a smaller k.");
        if (correct < 0)
            return 0;
        double chance = 0;
        for (int right = 1; right <= Math.Min(k, votes[correct]); right++)
            chance += Wins(votes, correct, k, right, total);
        return Math.Min(1, chance);
    }

    /// <summary>The chance that the right answer has so many votes and wins.</summary>
    private static double Wins(ReadOnlySpan<int> votes, int correct, int k, int right, int total)
    {
        // ways[given, level]: in how many ways the other answers have `given` votes and `level` of them as many as the right one: never
        // more than C(1000, 500), which a double holds.
        int others = k - right;
        double[,] ways = new double[others + 1, votes.Length];
        ways[0, 0] = 1;
        int answers = 0;
        for (int i = 0; i < votes.Length; i++)
        {
            if (i == correct || votes[i] == 0)
                continue;
            ways = Add(ways, votes[i], right, others, ++answers);
        }
        double logarithm = LogBinomial(votes[correct], right) - LogBinomial(total, k);
        double sum = 0;
        for (int level = 0; level < votes.Length; level++)
            sum += ways[others, level] > 0 ? Math.Exp(Math.Log(ways[others, level]) + logarithm) / (level + 1) : 0;
        return sum;
    }

    private static double[,] Add(double[,] ways, int votes, int right, int others, int answers)
    {
        var next = new double[others + 1, ways.GetLength(1)];
        for (int given = 0; given <= others; given++)
        {
            for (int level = 0; level < answers; level++)
            {
                if (ways[given, level] == 0)
                    continue;
                double choices = 1; // C(votes, taken), built up
                for (int taken = 0; taken <= Math.Min(Math.Min(votes, right), others - given); taken++)
                {
                    next[given + taken, level + (taken == right ? 1 : 0)] += ways[given, level] * choices;
                    choices = choices * (votes - taken) / (taken + 1);
                }
            }
        }
        return next;
    }

    private static double LogBinomial(int n, int k) =>
        GammaFunction.Log(n + 1.0) - GammaFunction.Log(k + 1.0) - GammaFunction.Log(n - k + 1.0);

    private static int Total(ReadOnlySpan<int> votes)
    {
        int total = 0;
        foreach (int count in votes)
        {
            Argument.RequireCount(count, nameof(votes));
            total = checked(total + count);
        }
        return total;
    }
}
