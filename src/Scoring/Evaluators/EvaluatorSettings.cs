using System.Text;
using System.Text.Json;

namespace TrialKeep.Scoring.Evaluators;

/// <summary>The text that identifies an evaluator: its kind and version, and its settings as JSON in the order in which they are written.</summary>
internal static class EvaluatorSettings
{
    /// <summary><c>trialkeep.regex/1 {"pattern":"^a"}</c>; without a setting the kind alone.</summary>
    public static string Of(string kind, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        if (settings.IsEmpty) return kind;
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in settings) json.WriteString(name, value);
            json.WriteEndObject();
        }

        return $"{kind} {Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)}";
    }
}
