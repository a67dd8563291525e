namespace WordProblems.Baselines.Reading;

/// <summary>Brings the plural and the singular of a regular noun, and of a few others, to one form.</summary>
internal static class Nouns
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["people"] = "person",
        ["children"] = "child",
        ["men"] = "man",
        ["women"] = "woman",
        ["feet"] = "foot",
        ["dollars"] = "$",
        ["dollar"] = "$",
        ["money"] = "$",
        ["ages"] = "year",
        ["meters"] = "metre",
        ["kilometers"] = "kilometre",
    };

    public static string Singular(string noun)
    {
        if (Irregular.TryGetValue(noun, out string? singular))
            return singular;
        if (EndsWithAny(noun, "ches", "shes", "xes", "ses"))
            return noun[..^2];
        return noun.Length > 3 && noun.EndsWith('s') && !EndsWithAny(noun, "ss", "us") ? noun[..^1] : noun;
    }

    private static bool EndsWithAny(string noun, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (noun.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
