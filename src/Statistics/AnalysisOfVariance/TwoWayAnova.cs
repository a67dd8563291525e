using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Matrices;
using TrialKeep.Statistics.Models;

namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>Whether the means of two crossed factors' levels differ, in balanced and unbalanced data.</summary>
/// <remarks>
/// Assumes independent, nearly normal values with equal variances. Sums of squares are those by which a model with the term fits better
/// than the one without it (F. Yates, Journal of the American Statistical Association 29, 1934; F. M. Speed, R. R. Hocking and O. P.
/// Hackney, same journal 73, 1978), taken as the term's own directions, so that nothing cancels. Where all values are equal F is 0 and the
/// p-value 1.
/// </remarks>
public static class TwoWayAnova
{
    /// <summary>With interaction: each combination of levels has a mean of its own.</summary>
    /// <param name="values">All finite, more than combinations.</param>
    /// <param name="first">The first factor's level of each, as any number; at least two different ones.</param>
    /// <param name="second">The second factor's, likewise; each combination is observed.</param>
    /// <param name="type">What the factors' sums of squares are compared with.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or infinite, a factor has one level only, a combination is
    /// missing, there are no more values than combinations, or the means differ and nothing else varies.</exception>
    public static TwoWayResult Of(
        ReadOnlySpan<double> values, ReadOnlySpan<int> first, ReadOnlySpan<int> second, SumsOfSquares type = SumsOfSquares.TypeTwo)
    {
        Require(values, first, second);
        RequireCells(first, second);
        Design design = Factors(values.Length, first, second).Interaction("first", "second");
        RequireRest(design, nameof(values));
        double all = Explained(design, values, "first:second", [], out AnovaError error);
        string[] without = type == SumsOfSquares.TypeTwo ? ["first:second"] : [];
        double one = Explained(design, values, "first", without, out _), other = Explained(design, values, "second", without, out _);
        return Result(values, design, error, one, other, all);
    }

    /// <summary>Without interaction: the factors' effects add up. Each is what it adds to the other (types II and III agree).</summary>
    /// <param name="values">All finite, more than levels of both less 1.</param>
    /// <param name="first">The first factor's level of each, as any number; at least two different ones.</param>
    /// <param name="second">The second factor's, likewise. Not all combinations need be observed, but enough to tell the factors
    /// apart.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or infinite, a factor has one level only, the factors can't
    /// be told apart, there are too few values, or the means differ and nothing else varies.</exception>
    public static TwoWayResult Additive(ReadOnlySpan<double> values, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        Require(values, first, second);
        Design design = Factors(values.Length, first, second);
        RequireRest(design, nameof(values));
        double one = Explained(design, values, "first", [], out AnovaError error), other = Explained(design, values, "second", [], out _);
        return Result(values, design, error, one, other, null);
    }

    private static TwoWayResult Result(
        ReadOnlySpan<double> values, Design design, AnovaError error, double first, double second, double? interaction)
    {
        double total = (values.Length - 1) * Variance.Of(values);
        if (Groups.IsRounding(total, values))
        {
            (total, first, second, interaction) = (0, 0, 0, interaction is null ? null : 0);
            error = error with { SumOfSquares = 0 };
        }
        else if (Groups.IsRounding(error.SumOfSquares, values))
        {
            throw Groups.NoErrors(nameof(values));
        }
        AnovaTerm Term(double squares, string name) => AnovaTerm.Of(squares, design.ContrastsOf(name).GetLength(0), error, total);

        return new TwoWayResult(
            Term(first, "first"), Term(second, "second"), interaction is double squares ? Term(squares, "first:second") : null, error);
    }

    private static Design Factors(int observations, ReadOnlySpan<int> first, ReadOnlySpan<int> second) =>
        new Design(observations).Intercept().Factor("first", first, FactorCoding.Sum).Factor("second", second, FactorCoding.Sum);

    /// <summary>The squares along the columns of a term that come last, without the columns of some other terms.</summary>
    private static double Explained(
        Design design, ReadOnlySpan<double> values, string term, ReadOnlySpan<string> without, out AnovaError error)
    {
        var left = new HashSet<int>();
        foreach (string name in without)
            left.UnionWith(ColumnsOf(design, name));
        HashSet<int> last = ColumnsOf(design, term);
        int[] order = [.. Enumerable.Range(0, design.Columns.Count).Where(column => !left.Contains(column)).OrderBy(last.Contains)];
        OrthogonalFactor factor = OrthogonalFactor.TryOf([.. order.Select(column => design.Values[column])], out int dependent)
            ?? throw Entangled(design.Columns[order[dependent]], "second");
        double[] centred = new double[values.Length];
        double mean = Mean.Of(values);
        for (int i = 0; i < centred.Length; i++)
            centred[i] = values[i] - mean; // the intercept takes the mean anyway, and the rest keeps its digits
        double[] rotated = factor.Rotate(centred);
        double explained = 0, residual = 0;
        for (int i = order.Length - last.Count; i < rotated.Length; i++)
        {
            if (i < order.Length)
                explained += rotated[i] * rotated[i];
            else
                residual += rotated[i] * rotated[i];
        }
        error = new AnovaError(residual, values.Length - order.Length, values.Length);
        return explained;
    }

    private static ArgumentException Entangled(string effect, string name) =>
        new($"The effect '{effect}' can't be told from the others: too few combinations of the levels were observed.", name);

    private static HashSet<int> ColumnsOf(Design design, string term)
    {
        double[,] contrasts = design.ContrastsOf(term);
        var columns = new HashSet<int>();
        for (int i = 0; i < contrasts.GetLength(0); i++)
        {
            for (int column = 0; column < contrasts.GetLength(1); column++)
            {
                if (contrasts[i, column] != 0)
                    columns.Add(column);
            }
        }
        return columns;
    }

    private static void Require(ReadOnlySpan<double> values, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        Argument.RequireSameLength(values.Length, first.Length, nameof(first));
        Argument.RequireSameLength(values.Length, second.Length, nameof(second));
        RequireLevels(first, nameof(first));
        RequireLevels(second, nameof(second));
    }

    private static void RequireLevels(ReadOnlySpan<int> levels, string name)
    {
        if (levels.IndexOfAnyExcept(levels[0]) < 0)
            throw new ArgumentException("The factor has one level only; at least two are needed to compare.", name);
    }

    private static void RequireCells(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var cells = new HashSet<(int, int)>();
        for (int i = 0; i < first.Length; i++)
            cells.Add((first[i], second[i]));
        foreach (int one in new SortedSet<int>(first.ToArray()))
        {
            foreach (int other in new SortedSet<int>(second.ToArray()))
            {
                if (!cells.Contains((one, other)))
                {
                    throw new ArgumentException($"The combination of level {one} of the first factor and {other} of the second was not "
                        + "observed; observe it, or use the additive model.", nameof(second));
                }
            }
        }
    }

    private static void RequireRest(Design design, string name)
    {
        if (design.Columns.Count >= design.Observations)
        {
            throw new ArgumentException($"There are {design.Observations} values for {design.Columns.Count} means, so that nothing is left "
                + "to measure chance by; observe more, or use the additive model.", name);
        }
    }
}
