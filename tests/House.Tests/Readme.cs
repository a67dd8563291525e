namespace TrialKeep.House.Tests;

/// <summary>What the README shows.</summary>
internal static class Readme
{
    public static string Text { get; } = File.ReadAllText(Checkout.PathOf("README.md"));

    /// <summary>The first C# block: a user's whole program.</summary>
    public static string CSharpBlock() => Block("csharp");

    /// <summary>The commands of the first sh block.</summary>
    public static string[] Commands() => [.. Block("sh").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Block(string language)
    {
        string open = $"```{language}\n";
        int start = Text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        return Text[start..Text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
