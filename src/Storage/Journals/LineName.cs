using System.Buffers;

namespace TrialKeep.Storage.Journals;

/// <summary>The grammar of names that stand in lines only, never in a path: those of measurements and events.</summary>
internal static class LineName
{
    private const int Longest = 128;
    private const string Rule = "use 1 to 128 of the characters A-Z a-z 0-9 . _ - / with a letter or digit at both ends and no two slashes in a row";
    private static readonly SearchValues<char> s_characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/");

    /// <exception cref="StoreException">It is no name (<see cref="Problem.BadName"/>).</exception>
    public static void Check(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsGood(name)) throw new StoreException(Problem.BadName, $"The {kind} name '{Shown(name)}' is none; {Rule}.");
    }

    private static bool IsGood(string name) =>
        name.Length is > 0 and <= Longest
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.AsSpan().ContainsAnyExcept(s_characters)
        && !name.Contains("//", StringComparison.Ordinal);

    private static string Shown(string name) =>
        string.Concat(name.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)) + (name.Length > Longest ? "…" : "");
}
