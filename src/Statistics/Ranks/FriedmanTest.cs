using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Ranks;

/// <summary>
/// Whether treatments that were each observed once in each block, as variants on the same items, tend to have larger values than each other
/// (M. Friedman, Journal of the American Statistical Association 32, 1937).
/// </summary>
public static class FriedmanTest
{
    private const long Work = 4_000_000;
    private const double Tie = 1e-9;

    /// <summary>
    /// χ² = n (k - 1) S / T, where S = nΣ(treatment's mean rank - mean rank)², T = Σ(rank - mean rank)² over n blocks of k treatments
    /// ranked within blocks, which allows for ties; and R. L. Iman's and J. M. Davenport's F (1980), which is less conservative, with k - 1
    /// and (k - 1)(n - 1) degrees of freedom.
    /// </summary>
    /// <param name="values">Block after block, in each the treatments in the same order; any values but NaN, infinities rank at the
    /// ends.</param>
    /// <param name="treatments">How many there are, at least 2.</param>
    /// <returns>Statistics of 0 with p-values of 1 where all treatments tie in each block.</returns>
    /// <remarks>Assumes independent blocks. The approximations are good from about ten blocks on; for fewer there is
    /// <see cref="ExactPValue"/>.</remarks>
    /// <exception cref="ArgumentException">There are fewer than two blocks or treatments, the last block is not complete, or a value is
    /// NaN.</exception>
    public static FriedmanResult Of(ReadOnlySpan<double> values, int treatments)
    {
        double[][] ranks = Ranked(values, treatments, nameof(values));
        double[] sums = Sums(ranks);
        double n = ranks.Length, k = treatments, centre = (k + 1) / 2, all = SquaresAbout(ranks, centre), between = 0;
        foreach (double sum in sums)
            between += (sum - n * centre) * (sum - n * centre) / n;
        double concordance = all == 0 ? 0 : Math.Min(1, between / all), statistic = n * (k - 1) * concordance;
        return new FriedmanResult(
            new TestResult(statistic, k - 1, ChiSquaredDistribution.UpperTail(statistic, k - 1)),
            FTestResult.Of((n - 1) * concordance / (1 - concordance), k - 1, (k - 1) * (n - 1)),
            concordance, [.. sums.Select(sum => sum / n)]);
    }

    /// <summary>
    /// The exact p-value: the share of all orders within blocks, each as likely as another, whose statistic is at least as large; ties stay
    /// within their blocks.
    /// </summary>
    /// <param name="values">Block after block, in each the treatments in the same order; any values but NaN.</param>
    /// <param name="treatments">How many there are, from 2 to 6.</param>
    /// <exception cref="ArgumentException">There are fewer than two blocks or treatments, the last block is not complete, a value is NaN,
    /// or there are too many orders to count; use <see cref="Of"/>.</exception>
    public static double ExactPValue(ReadOnlySpan<double> values, int treatments)
    {
        double[][] ranks = Ranked(values, treatments, nameof(values));
        if (treatments > 6)
            throw TooMany(nameof(treatments));
        // The distribution of the doubled rank sums of all treatments but the last, block by block. Which treatment is which does not
        // matter to the statistic, but to how blocks add up.
        var shares = new Dictionary<State, double> { [default] = 1 };
        long spent = 0;
        foreach (double[] block in ranks)
        {
            Dictionary<State, double> orders = Orders(block), next = [];
            spent += (long)shares.Count * orders.Count;
            if (spent > Work)
                throw TooMany(nameof(values));
            foreach ((State state, double share) in shares)
            {
                foreach ((State order, double part) in orders)
                {
                    State sum = state + order;
                    next[sum] = next.GetValueOrDefault(sum) + share * part;
                }
            }
            shares = next;
        }
        double total = treatments * (treatments + 1.0) * ranks.Length, middle = total / treatments;
        double seen = Spread(Sums(ranks).Select(static sum => 2 * sum), middle), p = 0;
        foreach ((State state, double share) in shares)
        {
            if (Spread(state.Sums(treatments, total), middle) >= seen - Tie)
                p += share;
        }
        return Math.Min(1, p);
    }

    private static double Spread(IEnumerable<double> sums, double middle) => sums.Sum(sum => (sum - middle) * (sum - middle));

    /// <summary>The distinct orders of a block's doubled ranks and their shares.</summary>
    private static Dictionary<State, double> Orders(double[] block)
    {
        var orders = new Dictionary<State, double>();
        int[] doubled = [.. block.Select(static rank => (int)(2 * rank))];
        double each = 1;
        for (int i = 2; i <= doubled.Length; i++)
            each /= i;
        Permute(doubled, 0, order => orders[order] = orders.GetValueOrDefault(order) + each);
        return orders;
    }

    private static void Permute(int[] doubled, int from, Action<State> visit)
    {
        if (from == doubled.Length)
        {
            visit(State.Of(doubled));
            return;
        }
        for (int i = from; i < doubled.Length; i++)
        {
            (doubled[from], doubled[i]) = (doubled[i], doubled[from]);
            Permute(doubled, from + 1, visit);
            (doubled[from], doubled[i]) = (doubled[i], doubled[from]);
        }
    }

    private static double[][] Ranked(ReadOnlySpan<double> values, int treatments, string name)
    {
        if (treatments < 2)
            throw new ArgumentOutOfRangeException(nameof(treatments), treatments, "At least two treatments are needed to compare.");
        Argument.RequireSample(values, 0, name);
        if (values.Length < 2 * (long)treatments || values.Length % treatments != 0)
        {
            throw new ArgumentException($"There are {values.Length} values for blocks of {treatments}; at least two complete blocks are "
                + "needed. Leave incomplete ones out.", name);
        }
        var ranks = new double[values.Length / treatments][];
        for (int block = 0; block < ranks.Length; block++)
        {
            ReadOnlySpan<double> row = values.Slice(block * treatments, treatments);
            ranks[block] = MidRanks.Of(row, TieTolerance.Of(row));
        }
        return ranks;
    }

    private static double[] Sums(double[][] ranks)
    {
        var sums = new double[ranks[0].Length];
        foreach (double[] block in ranks)
        {
            for (int treatment = 0; treatment < sums.Length; treatment++)
                sums[treatment] += block[treatment];
        }
        return sums;
    }

    private static double SquaresAbout(double[][] ranks, double centre)
    {
        double squares = 0;
        foreach (double[] block in ranks)
        {
            foreach (double rank in block)
                squares += (rank - centre) * (rank - centre);
        }
        return squares;
    }

    private static ArgumentException TooMany(string name) =>
        new("There are too many orders to count; use the approximation by chi-squared or F, which is good from about ten blocks on.", name);

    /// <summary>Doubled rank sums of up to five treatments, 24 bits each; the sixth follows from the total.</summary>
    private readonly record struct State(UInt128 Packed)
    {
        private const int Bits = 24;

        public static State Of(int[] doubled)
        {
            UInt128 packed = 0;
            for (int i = doubled.Length - 2; i >= 0; i--)
                packed = packed << Bits | (UInt128)doubled[i];
            return new State(packed);
        }

        public static State operator +(State one, State other) => new(one.Packed + other.Packed);

        public IEnumerable<double> Sums(int treatments, double total)
        {
            double rest = total;
            for (int i = 0; i < treatments - 1; i++)
            {
                double sum = (int)(Packed >> (i * Bits) & ((1 << Bits) - 1));
                rest -= sum;
                yield return sum;
            }
            yield return rest;
        }
    }
}
