using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrialKeep.Storage.Redaction;

/// <summary>Masks values that are named like secrets, in configurations and wherever else names and values stand together.</summary>
public static partial class SecretMask
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    private static readonly string[] s_last = ["key", "password", "passwd", "pwd", "passphrase", "secret", "token", "credential", "credentials", "authorization", "cookie", "pat", "signature"];
    private static readonly string[] s_whole = ["apikey", "connectionstring", "accesskey", "secretkey", "privatekey", "authtoken", "accesstoken", "bearertoken", "clientsecret"];

    /// <summary>
    /// Whether a value of this name is a secret: its last word is <c>key</c>, <c>password</c>, <c>token</c>, <c>secret</c> and the like, whether words are
    /// told apart by upper case, <c>_</c>, <c>-</c>, <c>.</c> or <c>:</c>. <c>MaxTokens</c> is none, <c>OPENAI_API_KEY</c> is one.
    /// </summary>
    public static bool IsSecret(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] words = [.. Words().Matches(name).Select(static match => match.Value.ToLowerInvariant())];
        if (words.Length == 0) return false;
        string joined = string.Concat(words);
        return s_last.Contains(words[^1], StringComparer.Ordinal) || s_whole.Any(whole => joined.EndsWith(whole, StringComparison.Ordinal));
    }

    /// <summary>A JSON value with every text and number masked that is named like a secret, at any depth; the same text when there is none.</summary>
    /// <exception cref="JsonException">The text is no JSON value.</exception>
    public static string Json(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using JsonDocument document = JsonDocument.Parse(json);
        if (!HasSecret(document.RootElement)) return json;
        ArrayBufferWriter<byte> masked = new();
        using (Utf8JsonWriter writer = new(masked, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(writer, document.RootElement, isSecret: false);
        return Encoding.UTF8.GetString(masked.WrittenSpan);
    }

    private static bool HasSecret(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(static member => IsSecret(member.Name) || HasSecret(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasSecret),
        _ => false,
    };

    // What is named like a secret is one however deep its texts lie: "tokens" may be a list, "credentials" an object.
    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isSecret)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, isSecret || IsSecret(member.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray()) Write(writer, element, isSecret);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when isSecret:
                writer.WriteStringValue(Mask);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
