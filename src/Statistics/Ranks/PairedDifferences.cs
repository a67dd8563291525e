namespace TrialKeep.Statistics.Ranks;

/// <summary>Paired differences, and how far apart two of them may be and still tie.</summary>
internal readonly ref struct PairedDifferences
{
    private PairedDifferences(ReadOnlySpan<double> values, double tolerance)
    {
        Values = values;
        Tolerance = tolerance;
    }

    public ReadOnlySpan<double> Values { get; }

    public double Tolerance { get; }

    public static PairedDifferences Of(ReadOnlySpan<double> differences)
    {
        Argument.RequireSample(differences, 0, nameof(differences));
        return new(differences, TieTolerance.Of(differences));
    }

    public static PairedDifferences Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Argument.RequireSample(first, 0, nameof(first));
        Argument.RequireSample(second, 0, nameof(second));
        Argument.RequireSameLength(first.Length, second.Length, nameof(second));
        var differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
            if (double.IsNaN(differences[i]))
                throw new ArgumentException($"Pair {i} is the same infinity twice and has no difference; leave it out.", nameof(second));
        }
        return new(differences, TieTolerance.Of(differences, first, second));
    }

    /// <summary>-1, 0 or 1.</summary>
    public int SignOf(int index) => Math.Abs(Values[index]) <= Tolerance ? 0 : Math.Sign(Values[index]);
}
