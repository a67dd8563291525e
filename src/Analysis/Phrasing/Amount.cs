using System.Globalization;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>How values whose size nobody knows beforehand are written for people: scores, measurements, and differences of them.</summary>
internal static class Amount
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = "–";

    private const int Digits = 4;

    /// <summary>Four significant digits, with an exponent where it would else be too long: 1234.5678 is "1235", 0.00012 is "1.2e-4".</summary>
    public static string Plain(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? Nothing : value > 0 ? "∞" : "-∞";
        double size = Math.Abs(value);
        if (size is 0 || (size >= 0.001 && size < 1e6))
            return Fixed(value, Decimals(size));
        return value.ToString("0.###e0", CultureInfo.InvariantCulture);
    }

    /// <summary>The same, or a dash where there is none.</summary>
    public static string Plain(double? value) => value is { } number ? Plain(number) : Nothing;

    /// <summary>With its sign, the minus as wide as the plus.</summary>
    public static string Signed(double value)
    {
        string text = Plain(value);
        return value > 0 && text != "0" ? "+" + text : text.StartsWith('-') ? "\u2212" + text[1..] : text;
    }

    /// <summary>So many decimals at most, and no negative zero.</summary>
    public static string Fixed(double value, int decimals)
    {
        string text = value.ToString(decimals == 0 ? "0" : "0." + new string('#', decimals), CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static int Decimals(double size) => size == 0 ? 0 : Math.Max(0, Digits - 1 - (int)Math.Floor(Math.Log10(size)));
}
