using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TrialKeep.Models.Wire;

/// <summary>Reads the members of a server's JSON: what is absent is null, what has another form than it may have is an error.</summary>
internal static class WireJson
{
    private const int LongestAnswerKept = 4096;

    /// <summary>The root object; an error object in it is thrown as <see cref="ServedErrorException"/>.</summary>
    public static JsonElement Root(ReadOnlySpan<byte> json)
    {
        JsonElement root = Parse(json);
        if (root.ValueKind != JsonValueKind.Object)
            throw new WireException("the JSON is not an object", Start(json));
        if (Member(root, "error") is { } error)
            throw new ServedErrorException(Status(error), Start(json));
        return root;
    }

    public static JsonElement? Member(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static JsonElement? Object(JsonElement parent, string name) => Typed(parent, name, JsonValueKind.Object);

    public static JsonElement? Array(JsonElement parent, string name) => Typed(parent, name, JsonValueKind.Array);

    public static string? Text(JsonElement parent, string name)
        => Typed(parent, name, JsonValueKind.String) is { } text ? Text(text) : null;

    public static string Text(JsonElement text)
    {
        try
        {
            return text.GetString() ?? throw new WireException("a text is null", Start(text));
        }
        catch (InvalidOperationException exception)
        {
            throw new WireException("a text is not valid Unicode", Start(text), exception);
        }
    }

    public static long? Count(JsonElement parent, string name)
        => Typed(parent, name, JsonValueKind.Number) is { } number
            ? number.TryGetInt64(out long count) ? count : throw new WireException($"{name} is not a whole number", Start(parent))
            : null;

    public static string Start(JsonElement element) => Cut(element.GetRawText());

    public static string Start(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestAnswerKept)]);

    private static string Cut(string text) => text.Length <= LongestAnswerKept ? text : text[..LongestAnswerKept];

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            JsonElement root = JsonElement.ParseValue(ref reader);
            return !reader.Read() ? root : throw new WireException("something follows the JSON", Start(json));
        }
        catch (JsonException exception)
        {
            throw new WireException("it is not JSON", Start(json), exception);
        }
    }

    private static JsonElement? Typed(JsonElement parent, string name, JsonValueKind kind)
        => Member(parent, name) is not { } member
            ? null
            : member.ValueKind == kind ? member : throw new WireException($"{name} is not {Name(kind)}", Start(parent));

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        _ => "a text",
    };

    // Gateways put the status into the code, as a number or as text; OpenAI names it.
    private static int Status(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || Member(error, "code") is not { } code)
            return 500;
        string text = code.ToString();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 400 and < 600
            ? status
            : text == "rate_limit_exceeded" ? 429 : 500;
    }
}
