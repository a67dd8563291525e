using System.Text.Json;

namespace TrialKeep.Statistics.Tests;

/// <summary>The reference values that the scripts in Goldens/ made.</summary>
internal static class Golden
{
    public static JsonElement Of(string family)
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllBytes(Checkout.PathOf("tests", "Statistics.Tests", "Goldens", family + ".json")));
        return document.RootElement.Clone();
    }

    /// <summary>The rows of a table of numbers.</summary>
    public static IEnumerable<double[]> Rows(string family, string table) =>
        Of(family).GetProperty(table).EnumerateArray().Select(Numbers);

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];
}
