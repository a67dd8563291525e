using System.Text;
using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Stored;

/// <summary>Goes through the JSON of key parts and tells what is asked about from how it is asked.</summary>
internal sealed class InputWalk
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public List<PromptPart> Prompt { get; } = [];

    /// <param name="path">Where the value is, by the member's name in the key.</param>
    /// <param name="shown">Where it is, by names in JSON, for people.</param>
    /// <param name="value">The value.</param>
    public void Take(string path, string shown, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return;
            case JsonValueKind.Object:
                TakeObject(path, shown, value);
                return;
            case JsonValueKind.Array:
                _values[path] = "[" + value.GetArrayLength();
                foreach ((int position, JsonElement element) in value.EnumerateArray().Index())
                    Take($"{path}[{position}]", $"{shown}[{position}]", element);
                return;
            default:
                _values[path] = value.ValueKind == JsonValueKind.String ? "\"" + value.GetString() : value.GetRawText();
                return;
        }
    }

    public KeyId Digest()
    {
        CompositeDigest digest = CompositeDigest.Of("inputs"u8);
        foreach ((string path, string value) in _values)
        {
            digest.Add(path);
            digest.Add(value);
        }

        return digest.Finish().Id;
    }

    private void TakeObject(string path, string shown, JsonElement value)
    {
        if (value.TryGetProperty("$text", out JsonElement text) && IsId(text))
        {
            Prompt.Add(new PromptPart(shown, "text", text.GetString()!));
            return;
        }

        bool isTemplate = value.TryGetProperty("template", out JsonElement template) && IsId(template)
            && value.TryGetProperty("arguments", out JsonElement arguments) && arguments.ValueKind == JsonValueKind.Object;
        if (isTemplate)
            Prompt.Add(new PromptPart(shown, "template", template.GetString()!));
        foreach (JsonProperty member in (isTemplate ? value.GetProperty("arguments") : value).EnumerateObject())
            Take($"{path}.{member.Name}", $"{shown}.{member.Name}", member.Value);
    }

    private static bool IsId(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && KeyId.TryParse(Encoding.UTF8.GetBytes(element.GetString()!), out _);
}
