namespace TrialKeep.Benchmarks.MainJob;

/// <summary>Where the checkout is that this program was built in.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>The sample's program, built in the same configuration.</summary>
    public static string Sample =>
        Path.Combine(Root, "samples", "WordProblems", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", OperatingSystem.IsWindows() ? "WordProblems.exe" : "WordProblems");

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sdk.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The benchmarks run from a checkout: no folder above the program holds Sdk.sln.");
    }
}
