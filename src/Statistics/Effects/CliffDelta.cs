using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Effects;

/// <summary>Cliff's delta of two independent groups (N. Cliff, 1993): an effect size that assumes nothing of their distributions.</summary>
public static class CliffDelta
{
    /// <summary>The effect of x against y. Costs n log n.</summary>
    /// <param name="x">The one group, at least one value.</param>
    /// <param name="y">The other, at least one value.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <remarks>
    /// The variance is (m² Σ(d_i - d)² + n² Σ(d_j - d)² - ΣΣ(d_ij - d)²) / (m n (m - 1)(n - 1)), with d_i the mean dominance of one x over
    /// all y and d_j that of all x over one y; where it comes out below its least possible value (1 - d²) / (m n - 1), that is taken.
    /// </remarks>
    /// <exception cref="ArgumentException">A group is empty or has NaN.</exception>
    public static DominanceEffect Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        double[] first = Sorted(x, nameof(x)), second = Sorted(y, nameof(y));
        long[] overX = Dominance(first, second), overY = Dominance(second, first);
        double m = first.Length, n = second.Length;
        long wins = overX.Sum();
        double delta = wins / (m * n);
        if (first.Length < 2 || second.Length < 2)
            return new DominanceEffect(delta, double.NaN, new Interval(double.NaN, double.NaN));
        double untied = Untied(first, second);
        double rows = SumOfSquares(overX, n, delta), columns = SumOfSquares(overY, m, -delta);
        double cells = untied - m * n * delta * delta;
        double variance = (n * n * rows + m * m * columns - cells) / (m * n * (m - 1) * (n - 1));
        variance = Math.Max(variance, (1 - delta * delta) / (m * n - 1));
        return new DominanceEffect(delta, Math.Sqrt(variance), IntervalOf(delta, variance, confidence));
    }

    private static Interval IntervalOf(double delta, double variance, double confidence)
    {
        double z = NormalDistribution.TwoSidedQuantile(confidence), square = z * z * variance, room = 1 - delta * delta;
        if (room == 0)
            return new Interval(delta, delta);
        double middle = delta * room, reach = Math.Sqrt(square * (room * room + square)), below = room + square;
        return new Interval((middle - reach) / below, (middle + reach) / below);
    }

    /// <summary>For each value how many of the others lie below it, less how many lie above.</summary>
    private static long[] Dominance(double[] values, double[] others)
    {
        var dominance = new long[values.Length];
        int below = 0, notAbove = 0;
        for (int i = 0; i < values.Length; i++)
        {
            while (below < others.Length && others[below] < values[i])
                below++;
            while (notAbove < others.Length && others[notAbove] <= values[i])
                notAbove++;
            dominance[i] = below - (others.Length - notAbove);
        }
        return dominance;
    }

    private static double Untied(double[] first, double[] second)
    {
        double tied = 0;
        int start = 0, end = 0;
        foreach (double value in first)
        {
            while (start < second.Length && second[start] < value)
                start++;
            while (end < second.Length && second[end] <= value)
                end++;
            tied += end - start;
        }
        return (double)first.Length * second.Length - tied;
    }

    private static double SumOfSquares(long[] dominance, double others, double mean)
    {
        double sum = 0;
        foreach (long value in dominance)
        {
            double deviation = value / others - mean;
            sum += deviation * deviation;
        }
        return sum;
    }

    private static double[] Sorted(ReadOnlySpan<double> values, string name)
    {
        Argument.RequireSample(values, 1, name);
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
