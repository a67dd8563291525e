namespace TrialKeep;

/// <summary>
/// How far a number may lie from the expected one: |found - expected| is at most the larger of <paramref name="Absolute"/> and
/// <paramref name="Relative"/> * |expected|, as Python's <c>math.isclose</c> has it, but relative to the expected number alone.
/// </summary>
/// <param name="Absolute">The distance, 0 or more.</param>
/// <param name="Relative">The share of the expected number, 0 or more: 0.01 is one percent.</param>
public readonly record struct NumberTolerance(decimal Absolute = 0, decimal Relative = 0)
{
    internal bool Allows(double found, double expected) =>
        found == expected || (double.IsFinite(found) && double.IsFinite(expected) && Math.Abs(found - expected) <= Math.Max((double)Absolute, (double)Relative * Math.Abs(expected)));

    // Decimals are compared as they are written, so that 0.1 and 0.11 are 0.01 apart; what does not fit into them is compared as doubles.
    internal bool Allows(string found, decimal expected)
    {
        try
        {
            decimal number = decimal.Parse(found, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
            return Math.Abs(number - expected) <= Math.Max(Absolute, Relative * Math.Abs(expected));
        }
        catch (OverflowException)
        {
            return Allows(double.Parse(found, System.Globalization.CultureInfo.InvariantCulture), (double)expected);
        }
    }

    internal void Demand(string parameter)
    {
        if (Absolute < 0 || Relative < 0) throw new ArgumentException("A tolerance is 0 or more.", parameter);
    }
}
