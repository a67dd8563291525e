using System.Globalization;

namespace TrialKeep.Analysis.Tests;

/// <summary>Runs something under cultures whose digits, signs, separators, casing or calendar differ.</summary>
internal static class Cultures
{
    public static readonly string[] Names = ["fi-FI", "tr-TR", "ar-SA", "sv-SE", "fa-IR", "th-TH"];

    /// <summary>Asserts that the result is the same under each as under the invariant culture.</summary>
    public static void ChangeNothing(Func<string> make)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string expected = make();
            foreach (string name in Names)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(expected, make());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
