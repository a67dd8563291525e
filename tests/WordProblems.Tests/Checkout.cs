namespace TrialKeep.WordProblems.Tests;

/// <summary>Files of this checkout and of the folder beside it.</summary>
internal static class Checkout
{
    public static string Problems => Path.Combine(Root, "samples", "WordProblems", "problems.jsonl");

    public static string? SharedQuestions
    {
        get
        {
            string file = Path.Combine(Root, "..", "shared", "data", "gsm8k", "test.jsonl");
            return File.Exists(file) ? file : null;
        }
    }

    private static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sdk.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("Sdk.sln is in no folder above the tests.");
        }
    }
}
