using System.Globalization;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>How numbers are written for people: the same in a terminal, in a web page and in a sentence, whatever the culture.</summary>
internal static class Figure
{
    /// <summary>A share as a percentage with one decimal: 0.5614 is "56.1%".</summary>
    public static string Percent(double share) => OneDecimal(100 * share) + "%";

    /// <summary>A share in percent without the sign, for intervals: 0.5614 is "56.1".</summary>
    public static string PercentNumber(double share) => OneDecimal(100 * share);

    /// <summary>A difference of shares in points with its sign: 0.0214 is "+2.1".</summary>
    public static string Points(double difference)
    {
        string text = OneDecimal(100 * difference);
        return difference > 0 && text != "0.0" ? "+" + text : text;
    }

    /// <summary>A margin in points, without needless decimals: 0.02 is "2".</summary>
    public static string Margin(double margin) => (100 * margin).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A p-value: four decimals from 0.001 up, two digits and an exponent below.</summary>
    public static string PValue(double p) => p switch
    {
        1 => "1",
        >= 0.99995 => "0.9999",
        >= 0.001 => p.ToString("0.0000", CultureInfo.InvariantCulture),
        0 => "<1e-307",
        _ => p.ToString("0.0e-0", CultureInfo.InvariantCulture),
    };

    /// <summary>A number as people read it: four significant digits, no exponent between 0.0001 and 1e15.</summary>
    public static string Number(double value) => value == 0 ? "0" : Math.Abs(value) switch
    {
        double.PositiveInfinity => value > 0 ? "∞" : "-∞",
        >= 10_000 and < 1e15 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1_000 and < 10_000 => value.ToString("#,0.#", CultureInfo.InvariantCulture),
        >= 0.0001 and < 1_000 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###e-0", CultureInfo.InvariantCulture),
    };

    /// <summary>A count with the thousands apart: 12345 is "12,345".</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: "1 item", "700 items".</summary>
    public static string Count(long count, string singular, string plural) => $"{Count(count)} {(count == 1 ? singular : plural)}";

    private static string OneDecimal(double value)
    {
        string text = value.ToString("0.0", CultureInfo.InvariantCulture);
        return text == "-0.0" ? "0.0" : text;
    }
}
