using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Comparison;

/// <summary>What a comparison may be told. The same options and scores give the same result, on any number of threads.</summary>
public sealed record ComparisonOptions
{
    private readonly double _confidence = 0.95;
    private readonly double _level = 0.05;

    /// <summary>The confidence of intervals, 0.95 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double Confidence
    {
        get => _confidence;
        init => _confidence = Share(value, nameof(Confidence));
    }

    /// <summary>The level at which an adjusted p-value is called real, 0.05 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = Share(value, nameof(Level));
    }

    /// <summary>What becomes of pairs of which not both answers are scored.</summary>
    public MissingPolicy Missing { get; init; }

    /// <summary>How p-values are adjusted.</summary>
    public Correction Correction { get; init; }

    /// <summary>Which way scores get better.</summary>
    public Direction Better { get; init; } = Direction.Higher;

    /// <summary>The range that scores can have, for what a missing one could have been; null for the observed one, and 0 to 1 of a proportion.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>The difference that matters, for power and needed size; null for the observed one.</summary>
    public double? Margin { get; init; }

    /// <summary>The slices to group by, by their names in JSON.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Whether the arms are ranked, which takes most of the time; true unless told.</summary>
    public bool Ranked { get; init; } = true;

    /// <summary>How many regressions, improvements, gaps and changed units of each pair are listed at most; all are counted.</summary>
    public int Listed { get; init; } = 50;

    /// <summary>How often the bootstrap and the permutation draw, 10,000 unless told; the leaderboard draws a fifth of it.</summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>How many threads may work at once; 0 stands for all cores. It never changes a result.</summary>
    public int Threads { get; init; }

    private static double Share(double value, string name) =>
        value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a share between 0 and 1, such as 0.95.");
}
