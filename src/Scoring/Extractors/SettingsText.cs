using System.Text.Json;

namespace TrialKeep.Scoring.Extractors;

/// <summary>Writes settings so that no two of them have one text: each is a JSON string.</summary>
internal static class SettingsText
{
    public static string Of(string kind, params IEnumerable<string?> settings) =>
        $"{kind}({string.Join(',', settings.Select(static setting => setting is null ? "null" : $"\"{JsonEncodedText.Encode(setting)}\""))})";
}
