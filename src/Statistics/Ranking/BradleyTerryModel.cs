using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Matrices;

namespace TrialKeep.Statistics.Ranking;

/// <summary>
/// Strengths from pairwise comparisons: the chance that i beats j is 1 / (1 + exp(β_j - β_i)) (E. Zermelo, 1929; R. A. Bradley, M. E. Terry, 1952).
/// The strengths are the maximum-likelihood estimates on the logistic scale and add up to 0; errors come from the observed information.
/// </summary>
/// <remarks>Comparisons are taken for independent; where several share an item or a judge, the intervals are too narrow.</remarks>
public sealed class BradleyTerryModel
{
    private const int MostSteps = 200;
    private readonly double[] _strengths;
    private readonly double[,] _covariance;

    private BradleyTerryModel(double[] strengths, double[,] covariance)
    {
        _strengths = strengths;
        _covariance = covariance;
    }

    /// <summary>The strengths, logistic scale, adding up to 0; in the order of the table.</summary>
    public ReadOnlySpan<double> Strengths => _strengths;

    /// <summary>Fits the model.</summary>
    /// <param name="wins">How often the row beat the column; a tie counts half for both. The diagonal is not read.</param>
    /// <param name="prior">
    /// Made-up wins added both ways between every two, 0 for none. With it there are estimates where somebody never lost; it draws all strengths together.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The table is not square, a number is negative or not finite, or, without a prior, some never lost against all the others, so that their strength
    /// would be infinite (L. R. Ford, 1957).
    /// </exception>
    /// <exception cref="ArithmeticException">The counts differ so much in size that the information can't be inverted.</exception>
    public static BradleyTerryModel Fit(double[,] wins, double prior = 0)
    {
        ArgumentNullException.ThrowIfNull(wins);
        double[,] counts = Require(wins, prior);
        RequireConnected(counts);
        int n = counts.GetLength(0);
        var strengths = new double[n];
        double likelihood = LogLikelihood(counts, strengths);
        for (int step = 0; step < MostSteps; step++)
        {
            (double[] gradient, double[,] information) = Derivatives(counts, strengths);
            double[] direction = Factor(information).Solve(gradient);
            (double[] next, double reached) = Advance(counts, strengths, direction, likelihood);
            double change = direction.Max(Math.Abs);
            (strengths, likelihood) = (next, reached);
            if (change < 1e-13 * (1 + strengths.Max(Math.Abs)))
                break;
        }
        return new BradleyTerryModel(strengths, Covariance(Derivatives(counts, strengths).Information));
    }

    /// <summary>The chance that one beats another.</summary>
    /// <param name="first">The index of the one.</param>
    /// <param name="second">The index of the other.</param>
    public double Probability(int first, int second) => 1 / (1 + Math.Exp(_strengths[second] - _strengths[first]));

    /// <summary>The standard error of a strength against the mean of all.</summary>
    /// <param name="index">Whose.</param>
    public double StandardError(int index) => Math.Sqrt(_covariance[index, index]);

    /// <summary>The interval of a strength against the mean of all (A. Wald, 1943).</summary>
    /// <param name="index">Whose.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public Interval IntervalOf(int index, double confidence = 0.95)
    {
        double reach = NormalDistribution.TwoSidedQuantile(confidence) * StandardError(index);
        return new Interval(_strengths[index] - reach, _strengths[index] + reach);
    }

    /// <summary>The interval of the difference of two strengths: their log-odds.</summary>
    /// <param name="first">The index of the one.</param>
    /// <param name="second">The index of the other.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public Interval DifferenceInterval(int first, int second, double confidence = 0.95)
    {
        double variance = _covariance[first, first] + _covariance[second, second] - 2 * _covariance[first, second];
        double reach = NormalDistribution.TwoSidedQuantile(confidence) * Math.Sqrt(Math.Max(0, variance));
        double difference = _strengths[first] - _strengths[second];
        return new Interval(difference - reach, difference + reach);
    }

    private static (double[] Strengths, double LogLikelihood) Advance(double[,] counts, double[] strengths, double[] direction, double likelihood)
    {
        // The likelihood is concave, so a step that is short enough always gains; rounding at the top may not.
        for (double length = 1; ; length /= 2)
        {
            double[] next = [.. strengths.Zip(direction, (strength, change) => strength + length * change)];
            double mean = next.Average();
            for (int i = 0; i < next.Length; i++)
                next[i] -= mean;
            double reached = LogLikelihood(counts, next);
            if (reached >= likelihood || length < 1e-3)
                return (next, reached);
        }
    }

    private static double LogLikelihood(double[,] counts, double[] strengths)
    {
        double sum = 0;
        for (int i = 0; i < strengths.Length; i++)
        {
            for (int j = 0; j < strengths.Length; j++)
                sum -= i == j ? 0 : counts[i, j] * SoftPlus(strengths[j] - strengths[i]);
        }
        return sum;
    }

    private static double SoftPlus(double x) => x > 0 ? x + Logarithms.OnePlus(Math.Exp(-x)) : Logarithms.OnePlus(Math.Exp(x));

    private static (double[] Gradient, double[,] Information) Derivatives(double[,] counts, double[] strengths)
    {
        int n = strengths.Length;
        var gradient = new double[n];
        var information = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i == j)
                    continue;
                double p = 1 / (1 + Math.Exp(strengths[j] - strengths[i])), total = counts[i, j] + counts[j, i];
                gradient[i] += counts[i, j] - total * p;
                information[i, i] += total * p * (1 - p);
                information[i, j] = -total * p * (1 - p);
            }
        }
        return (gradient, information);
    }

    // The information is singular along (1, ..., 1), which the sum of 0 fixes: adding that direction makes it regular and changes nothing else.
    private static CholeskyFactor Factor(double[,] information)
    {
        int n = information.GetLength(0);
        var regular = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                regular[i, j] = information[i, j] + 1.0 / n;
        }
        return CholeskyFactor.TryOf(regular) ?? throw new ArithmeticException("The comparisons do not tell the strengths apart to working precision; compare more, or give a prior.");
    }

    private static double[,] Covariance(double[,] information)
    {
        double[,] inverse = Factor(information).Inverse();
        int n = inverse.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                inverse[i, j] -= 1.0 / n;
        }
        return inverse;
    }

    private static double[,] Require(double[,] wins, double prior)
    {
        int n = wins.GetLength(0);
        if (n != wins.GetLength(1) || n < 2)
            throw new ArgumentException("The table of wins must be square and have at least two rows.", nameof(wins));
        if (!(prior >= 0) || double.IsInfinity(prior))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "The prior must be a finite number of at least 0.");
        var counts = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i == j)
                    continue;
                if (!(wins[i, j] >= 0) || double.IsInfinity(wins[i, j]))
                    throw new ArgumentException($"The wins of {i} over {j} must be a finite number of at least 0, not {wins[i, j]}.", nameof(wins));
                counts[i, j] = wins[i, j] + prior;
            }
        }
        return counts;
    }

    private static void RequireConnected(double[,] wins)
    {
        int n = wins.GetLength(0);
        bool[] beaten = Reach(n, (i, j) => wins[i, j] > 0), beating = Reach(n, (i, j) => wins[j, i] > 0);
        int alone = Array.FindIndex(beaten, static reached => !reached);
        if (alone < 0)
            alone = Array.FindIndex(beating, static reached => !reached);
        if (alone >= 0)
            throw new ArgumentException($"No chain of wins leads both from 0 to {alone} and back, so that their difference has no finite estimate; compare more, or give a prior.", nameof(wins));
    }

    private static bool[] Reach(int n, Func<int, int, bool> beats)
    {
        var reached = new bool[n];
        var open = new Stack<int>([0]);
        reached[0] = true;
        while (open.TryPop(out int from))
        {
            for (int to = 0; to < n; to++)
            {
                if (reached[to] || from == to || !beats(from, to))
                    continue;
                reached[to] = true;
                open.Push(to);
            }
        }
        return reached;
    }
}
