using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Scoring.Extractors;

namespace TrialKeep.Scoring.Shapes;

/// <summary>
/// One text for one JSON value: members sorted by name, numbers by their value (<c>1</c> and <c>1.0</c> are one), no white space. On request arrays are sorted
/// too, so that their order makes no difference.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a text that must be one JSON value, in which no member stands twice.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static JsonDocument Parse(string text) => JsonDocument.Parse(text, s_strict);

    public static string Of(JsonElement value, bool sortsArrays = false)
    {
        StringBuilder text = new();
        Write(value, sortsArrays, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, bool sortsArrays, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{').AppendJoin(',', value.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal)
                    .Select(member => $"{Quoted(member.Name)}:{Of(member.Value, sortsArrays)}")).Append('}');
                break;
            case JsonValueKind.Array:
                IEnumerable<string> elements = value.EnumerateArray().Select(element => Of(element, sortsArrays));
                text.Append('[').AppendJoin(',', sortsArrays ? elements.Order(StringComparer.Ordinal) : elements).Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Quoted(value.GetString()!));
                break;
            case JsonValueKind.Number:
                text.Append(CultureInfo.InvariantCulture, $"{Number(value.GetRawText())}");
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    // An exponent of ten digits is a number only to itself.
    private static string Number(string raw) => ExactNumber.TryParse(raw, out ExactNumber number) ? number.ToString() : raw;
}
