namespace TrialKeep.Generator.Tests.Harness;

/// <summary>Where the committed files lie that tests compare with.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    // Not by [CallerFilePath]: a build server maps the paths of sources.
    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sdk.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
