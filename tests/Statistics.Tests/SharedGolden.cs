using System.Text.Json;

namespace TrialKeep.Statistics.Tests;

/// <summary>The reference values computed by scipy and statsmodels, read where they lie.</summary>
internal static class SharedGolden
{
    public static JsonElement Scipy()
    {
        string? path = Find(Path.Combine("golden", "statistics", "scipy.json"));
        Assert.SkipWhen(path is null, "../shared/golden/statistics/scipy.json is absent: golden values are not compared.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    private static string? Find(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Sdk.sln")))
                continue;
            string path = Path.Combine(folder.FullName, "..", "shared", relative);
            return File.Exists(path) ? path : null;
        }
        return null;
    }
}
