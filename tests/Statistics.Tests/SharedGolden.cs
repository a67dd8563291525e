using System.Text.Json;

namespace TrialKeep.Statistics.Tests;

/// <summary>The reference values computed by scipy and statsmodels, read where they lie.</summary>
internal static class SharedGolden
{
    public static JsonElement Scipy()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Checkout.DemandShared("golden", "statistics", "scipy.json")));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];
}
