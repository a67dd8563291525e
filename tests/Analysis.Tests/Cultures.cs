using System.Globalization;

namespace TrialKeep.Analysis.Tests;

/// <summary>Runs something under cultures whose digits, signs, separators, casing or calendar differ.</summary>
internal static class Cultures
{
    private static readonly string[] _names = ["fi-FI", "tr-TR", "ar-SA", "sv-SE", "fa-IR", "th-TH"];

    /// <summary>Asserts that the result is the same under each as under the invariant culture.</summary>
    public static void ChangeNothing(Func<string> make)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string expected = make();
            foreach (CultureInfo culture in Available().Append(Invented()))
            {
                CultureInfo.CurrentCulture = culture;
                Assert.Equal(expected, make());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The named cultures that this machine has; none in invariant mode.</summary>
    private static IEnumerable<CultureInfo> Available()
    {
        HashSet<string> known = [.. CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name)];
        return _names.Where(known.Contains).Select(CultureInfo.GetCultureInfo);
    }

    /// <summary>A culture in which everything is written otherwise; it needs no culture data.</summary>
    private static CultureInfo Invented()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "¤";
        culture.NumberFormat.NumberGroupSeparator = "_";
        culture.NumberFormat.NegativeSign = "neg";
        culture.NumberFormat.PositiveSign = "pos";
        culture.NumberFormat.NaNSymbol = "none";
        culture.DateTimeFormat.DateSeparator = "|";
        culture.DateTimeFormat.TimeSeparator = "h";
        return culture;
    }
}
