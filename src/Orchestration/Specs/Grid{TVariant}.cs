using System.Collections.Immutable;
using System.Globalization;

namespace TrialKeep;

/// <summary>
/// Variants that differ in their settings: every value of each setting with every value of the others. It is immutable; points stand in the order of
/// the values, the setting that was added last changing fastest.
/// </summary>
/// <typeparam name="TVariant">The type of the settings.</typeparam>
public sealed class Grid<TVariant>
{
    internal Grid(ImmutableArray<GridPoint<TVariant>> points) => Points = points;

    /// <summary>The variants.</summary>
    public ImmutableArray<GridPoint<TVariant>> Points { get; }

    /// <summary>Adds a setting whose values name themselves, in no culture: <c>0.5</c>, <c>true</c>, <c>none</c> for null.</summary>
    /// <param name="setting">The setting as it is called in names.</param>
    /// <param name="with">The settings with another value.</param>
    /// <param name="values">The values, each once.</param>
    /// <exception cref="ArgumentException">There is no value, or one stands twice.</exception>
    public Grid<TVariant> Vary<TValue>(string setting, Func<TVariant, TValue, TVariant> with, params ReadOnlySpan<TValue> values) =>
        Vary(setting, with, [.. values.ToArray().Select(static value => (NameOf(value), value))]);

    /// <summary>Adds a setting whose values have names.</summary>
    /// <param name="setting">The setting as it is called in names.</param>
    /// <param name="with">The settings with another value.</param>
    /// <param name="values">The values with their names, each name once.</param>
    /// <exception cref="ArgumentException">There is no value, or two have one name.</exception>
    public Grid<TVariant> Vary<TValue>(string setting, Func<TVariant, TValue, TVariant> with, IReadOnlyCollection<(string Name, TValue Value)> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(setting);
        ArgumentNullException.ThrowIfNull(with);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0) throw new ArgumentException($"The setting '{setting}' has no value; give it one at least.", nameof(values));
        string? twice = values.GroupBy(static value => value.Name).FirstOrDefault(static group => group.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"The setting '{setting}' has the value '{twice}' twice; keep one, or name them apart.", nameof(values));
        return new([.. Points.SelectMany(point => values.Select(value => new GridPoint<TVariant>($"{point.Name},{setting}={value.Name}", with(point.Settings, value.Value))))]);
    }

    /// <summary>The variants that a condition holds for: not every setting goes with every other.</summary>
    /// <param name="condition">Whether a variant stays.</param>
    public Grid<TVariant> Where(Func<TVariant, bool> condition) => new([.. Points.Where(point => condition(point.Settings))]);

    private static string NameOf<TValue>(TValue value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "none",
    };
}
