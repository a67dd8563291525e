using TrialKeep.Statistics.Descriptive;

namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>Values by group, in ascending order of the groups' labels.</summary>
internal sealed class Groups
{
    private const double Rounding = 64 * 2.220446049250313e-16;

    private Groups(int[] labels, double[][] values) => (Labels, Values) = (labels, values);

    public int[] Labels { get; }

    public double[][] Values { get; }

    public int Count => Labels.Length;

    /// <summary>At least two groups, each of at least so many values.</summary>
    public static Groups Demand(ReadOnlySpan<double> values, ReadOnlySpan<int> groups, int atLeast, string groupsName)
    {
        Argument.RequireSameLength(values.Length, groups.Length, groupsName);
        var lists = new SortedDictionary<int, List<double>>();
        for (int i = 0; i < values.Length; i++)
        {
            if (!lists.TryGetValue(groups[i], out List<double>? list))
                lists.Add(groups[i], list = []);
            list.Add(values[i]);
        }
        if (lists.Count < 2)
            throw new ArgumentException($"There are {lists.Count} groups; at least two are needed to compare.", groupsName);
        foreach ((int label, List<double> list) in lists)
        {
            if (list.Count < atLeast)
            {
                throw new ArgumentException($"The group {label} has {list.Count} values; at least {atLeast} are needed. Observe more, or "
                    + "leave the group out.", groupsName);
            }
        }
        return new Groups([.. lists.Keys], [.. lists.Values.Select(static list => list.ToArray())]);
    }

    public double[] Means() => [.. Values.Select(static values => Mean.Of(values))];

    /// <summary>Σ(x - group's mean)².</summary>
    public double WithinSquares() =>
        Values.Sum(static values => values.Length < 2 ? 0 : (values.Length - 1) * Variance.Of(values));

    /// <summary>Whether a sum of squares is no more than rounding of such values.</summary>
    public static bool IsRounding(double squares, ReadOnlySpan<double> values)
    {
        double size = 0;
        foreach (double value in values)
            size = Math.Max(size, Math.Abs(value));
        return squares == 0 || Math.Sqrt(squares / values.Length) <= Rounding * size;
    }

    /// <summary>The refusal of means that differ while nothing else varies.</summary>
    public static ArgumentException NoErrors(string name) =>
        new("The values do not vary but for what the model explains, so that chance can't be measured by them; report the means "
            + "themselves, or use a permutation test.", name);
}
