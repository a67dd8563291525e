using System.Text.Json;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// A value of the JSON in a text: the whole text, else the last code block that is JSON, else the first object or array among the first 64 brackets in the prose. Text is given as it is,
/// numbers, objects and arrays as they are written; null is nothing.
/// </summary>
internal sealed class JsonExtractor(string path) : Extractor
{
    // Prose is full of brackets, and each is read to its end.
    private const int MostTries = 64;
    private readonly JsonPath _path = JsonPath.Parse(path);

    public override string Name => $"json({path})";

    public override string Settings => SettingsText.Of("trialkeep.extract.json/1", path);

    public override Extraction Find(string text)
    {
        foreach (string candidate in Candidates(text))
        {
            if (!TryParse(candidate, out JsonDocument? document)) continue;
            using (document) return Value(document!.RootElement);
        }

        return Nothing("there is no JSON");
    }

    private static IEnumerable<string> Candidates(string text)
    {
        yield return text;
        foreach ((_, string content) in FencedCode.Blocks(text).Reverse()) yield return content;
        int start = -1;
        for (int tries = 0; tries < MostTries && (start = NextBracket(text, start + 1)) >= 0; tries++)
        {
            if (Balanced(text, start) is { } found) yield return found;
        }
    }

    private static int NextBracket(string text, int from)
    {
        int at = from < text.Length ? text.AsSpan(from).IndexOfAny('{', '[') : -1;
        return at < 0 ? -1 : from + at;
    }

    private static bool TryParse(string text, out JsonDocument? document)
    {
        document = null;
        // A bare number or word is prose, not JSON.
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || (trimmed[0], trimmed[^1]) is not (('{', '}') or ('[', ']'))) return false;
        try
        {
            document = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }

    // Up to where a bracket is closed again; quotes hide brackets inside them.
    private static string? Balanced(string text, int start)
    {
        int depth = 0;
        bool quoted = false;
        for (int i = start; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\') i++;
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && (text[i] is '{' or '[')) depth++;
            else if (!quoted && (text[i] is '}' or ']') && --depth == 0) return text[start..(i + 1)];
        }

        return null;
    }

    private Extraction Value(JsonElement root)
    {
        if (!_path.TryFollow(root, out JsonElement found, out string reason)) return Nothing(reason);
        try
        {
            return found.ValueKind switch
            {
                JsonValueKind.Null => Nothing($"{path} is null"),
                JsonValueKind.String => Found(found.GetString()!),
                _ => Found(found.GetRawText()),
            };
        }
        catch (InvalidOperationException)
        {
            return Nothing($"{path} is a text with half a surrogate pair");
        }
    }
}
