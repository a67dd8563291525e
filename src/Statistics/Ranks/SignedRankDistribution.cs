namespace TrialKeep.Statistics.Ranks;

/// <summary>The distribution of a sum in which each of some ranks is taken or not, as by fair coins.</summary>
internal static class SignedRankDistribution
{
    /// <summary>The probability of each sum from 0 to the sum of all.</summary>
    public static double[] Of(ReadOnlySpan<int> ranks)
    {
        int total = 0, reached = 0;
        foreach (int rank in ranks)
            total += rank;
        var probability = new double[total + 1];
        probability[0] = 1;
        foreach (int rank in ranks)
        {
            reached += rank;
            for (int sum = reached; sum >= rank; sum--)
                probability[sum] = (probability[sum] + probability[sum - rank]) / 2;
            for (int sum = Math.Min(rank - 1, reached); sum >= 0; sum--)
                probability[sum] /= 2;
        }
        return probability;
    }

    /// <summary>The probability of a sum of at most so much.</summary>
    public static double LowerTail(ReadOnlySpan<double> distribution, int sum)
    {
        double tail = 0;
        for (int i = 0; i <= sum; i++)
            tail += distribution[i];
        return Math.Min(1, tail);
    }
}
