namespace TrialKeep.Tests;

/// <summary>The checkout that the tests were built from, and the reference data beside it.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the reference data, or null where that is not beside the checkout.</summary>
    public static string? Shared(params ReadOnlySpan<string> parts)
    {
        string path = Path.Combine([Root, "..", "shared", .. parts]);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>A file of the reference data; without it the test is reported as skipped, by its name.</summary>
    public static string DemandShared(params ReadOnlySpan<string> parts)
    {
        string? path = Shared(parts);
        Assert.SkipWhen(path is null, $"../shared/{string.Join('/', parts)} is absent.");
        return path;
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sdk.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("Sdk.sln is in no folder above the tests.");
    }
}
