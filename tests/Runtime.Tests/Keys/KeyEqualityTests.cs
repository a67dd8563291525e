using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Keys;

public sealed class KeyEqualityTests
{
    /// <summary>Few values, so that equal ones are drawn as often as different ones.</summary>
    private static readonly Gen<Collections> s_drawn =
        from names in Gen.Elements<string?>("a", "ab", "", null, "b").ArrayOf().Resize(3)
        from prices in Gen.Elements(1m, 1.0m, 1.00m, -0.0m, 0m).ArrayOf().Resize(2)
        from numbers in Gen.Elements(1, 12, 2).ArrayOf().Resize(3)
        from doubles in Gen.Elements(0.0, -0.0, double.NaN, -double.NaN, 1.5).ArrayOf().Resize(2)
        select new Collections { Names = [.. names], Prices = prices, Numbers = numbers, Doubles = new HashSet<double>(doubles) };

    [Fact]
    public void Keys_are_equal_exactly_when_what_they_encode_is() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.Zip(s_drawn, s_drawn).ToArbitrary(), pair =>
            Assert.Equal(Text(pair.Item1) == Text(pair.Item2), Key.Of(pair.Item1) == Key.Of(pair.Item2))));

    [Theory]
    [InlineData("1.0", "1.00", true, false)]
    [InlineData("1.50", "1.5", true, false)]
    [InlineData("100", "100.0", true, false)]
    [InlineData("0", "-0.00", true, false)]
    [InlineData("1.5", "1.05", false, false)]
    public void A_scale_counts_unless_it_is_trimmed(string left, string right, bool trimmed, bool preserved)
    {
        decimal one = decimal.Parse(left, CultureInfo.InvariantCulture);
        decimal other = decimal.Parse(right, CultureInfo.InvariantCulture);
        Assert.Equal(trimmed, Key.Of(new Scalars { Trimmed = one }) == Key.Of(new Scalars { Trimmed = other }));
        Assert.Equal(preserved, Key.Of(new Scalars { Decimal = one }) == Key.Of(new Scalars { Decimal = other }));
    }

    // What the values mean, said in another way than the key's: quoted and separated text.
    private static string Text(Collections value) => string.Join(
        '|',
        string.Join(',', value.Names!.Select(n => n is null ? "null" : $"'{n}'")),
        string.Join(',', value.Prices.Select(p => (double)p + 0.0).Select(p => p == 0 ? "0" : p.ToString("R", CultureInfo.InvariantCulture))),
        string.Join(',', value.Numbers),
        string.Join(',', value.Doubles.Select(d => d == 0 ? "0" : d.ToString("R", CultureInfo.InvariantCulture)).Distinct().Order(StringComparer.Ordinal)));
}
