namespace TrialKeep.Statistics;

/// <summary>A closed interval, in the unit of the quantity it is about (a proportion for the intervals of this assembly).</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit, never below <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies in the interval, its limits included.</summary>
    /// <param name="value">The value, in the interval's unit.</param>
    public bool Contains(double value) => Low <= value && value <= High;
}
