namespace TrialKeep.Statistics.Models;

/// <summary>The columns of a linear model, with names. A design is built up term by term; each call adds to it and returns it.</summary>
public sealed class Design
{
    private readonly List<double[]> _columns = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, Range> _terms = new(StringComparer.Ordinal);

    /// <summary>A design without columns.</summary>
    /// <param name="observations">How many rows it has, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no observation.</exception>
    public Design(int observations)
    {
        Argument.RequireAtLeast(observations, 1, nameof(observations));
        Observations = observations;
    }

    /// <summary>How many rows there are.</summary>
    public int Observations { get; }

    /// <summary>The name of each column: that of its term, with the level in brackets for a factor ("model[2]").</summary>
    public IReadOnlyList<string> Columns => _names;

    /// <summary>Whether <see cref="Intercept"/> was called: R² then compares with the mean.</summary>
    public bool HasIntercept { get; private set; }

    internal IReadOnlyList<double[]> Values => _columns;

    /// <summary>Adds a column of ones, named "intercept".</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    public Design Intercept()
    {
        var ones = new double[Observations];
        Array.Fill(ones, 1);
        AddTerm("intercept", [ones], ["intercept"]);
        HasIntercept = true;
        return this;
    }

    /// <summary>Adds a number.</summary>
    /// <param name="name">The term's and the column's name, not used before.</param>
    /// <param name="values">The value of each observation, finite.</param>
    /// <exception cref="ArgumentException">The name is taken, or there is not one finite value for each observation.</exception>
    public Design Number(string name, ReadOnlySpan<double> values)
    {
        Argument.RequireSameLength(Observations, values.Length, nameof(values));
        Argument.RequireFiniteSample(values, 1, nameof(values));
        AddTerm(name, [values.ToArray()], [name]);
        return this;
    }

    /// <summary>Adds a factor: one column less than it has levels, which are taken in ascending order.</summary>
    /// <param name="name">The term's name, not used before.</param>
    /// <param name="levels">The level of each observation, as any number; at least two different ones.</param>
    /// <param name="coding">What the columns mean.</param>
    /// <exception cref="ArgumentException">The name is taken, there is not one level for each observation, or there is one level
    /// only.</exception>
    public Design Factor(string name, ReadOnlySpan<int> levels, FactorCoding coding = FactorCoding.Treatment)
    {
        Argument.RequireSameLength(Observations, levels.Length, nameof(levels));
        int[] distinct = [.. new SortedSet<int>(levels.ToArray())];
        if (distinct.Length < 2)
            throw new ArgumentException($"All observations have the same level of '{name}'; leave the factor out.", nameof(levels));
        int reference = coding == FactorCoding.Treatment ? distinct[0] : distinct[^1];
        int[] coded = [.. distinct.Where(level => level != reference)];
        double[][] columns = [.. coded.Select(_ => new double[Observations])];
        for (int i = 0; i < Observations; i++)
        {
            if (levels[i] != reference)
                columns[Array.BinarySearch(coded, levels[i])][i] = 1;
            else if (coding == FactorCoding.Sum)
                Array.ForEach(columns, column => column[i] = -1);
        }
        AddTerm(name, columns, [.. coded.Select(level => FormattableString.Invariant($"{name}[{level}]"))]);
        return this;
    }

    /// <summary>Adds the interaction of two terms: the product of each column of the one and each of the other, named
    /// "first:second".</summary>
    /// <param name="first">The name of a term.</param>
    /// <param name="second">The name of another.</param>
    /// <exception cref="ArgumentException">There is no such term, or the interaction was added before.</exception>
    public Design Interaction(string first, string second)
    {
        Range left = Term(first, nameof(first)), right = Term(second, nameof(second));
        var columns = new List<double[]>();
        var names = new List<string>();
        foreach ((double[] one, string oneName) in _columns[left].Zip(_names[left]))
        {
            foreach ((double[] other, string otherName) in _columns[right].Zip(_names[right]))
            {
                columns.Add([.. one.Zip(other, static (x, y) => x * y)]);
                names.Add($"{oneName}:{otherName}");
            }
        }
        AddTerm($"{first}:{second}", columns, names);
        return this;
    }

    /// <summary>The contrasts that test a whole term with <see cref="LinearEstimates.Joint"/>: one row for each of its columns.</summary>
    /// <param name="name">The term's name.</param>
    /// <exception cref="ArgumentException">There is no such term.</exception>
    public double[,] ContrastsOf(string name)
    {
        (int start, int length) = Term(name, nameof(name)).GetOffsetAndLength(_columns.Count);
        var contrasts = new double[length, _columns.Count];
        for (int i = 0; i < length; i++)
            contrasts[i, start + i] = 1;
        return contrasts;
    }

    private Range Term(string name, string parameter) => _terms.TryGetValue(name, out Range range)
        ? range
        : throw new ArgumentException($"The design has no term '{name}'; add it first.", parameter);

    private void AddTerm(string name, IReadOnlyCollection<double[]> columns, IReadOnlyCollection<string> names)
    {
        if (!_terms.TryAdd(name, _columns.Count..(_columns.Count + columns.Count)))
            throw new ArgumentException($"The design has a term '{name}' already; give another name.", nameof(name));
        _columns.AddRange(columns);
        _names.AddRange(names);
    }
}
