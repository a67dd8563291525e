using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>
/// Settings as the JSON that their type's codec reads. A configuration holds texts only: the schema says which of them are numbers and flags. Deeper than the members of the type
/// itself, where it can't, a text that is a number or a flag counts as one, unless the member is of texts.
/// </summary>
internal static class SettingsJson
{
    private static readonly string[] s_notFinite = ["NaN", "Infinity", "-Infinity"];

    /// <summary>The members that are given, by their JSON names. Unknown ones, and those of another form, are complained of.</summary>
    public static Dictionary<string, Node> Members(Schema schema, Node settings)
    {
        Dictionary<string, Node> members = new(StringComparer.Ordinal);
        if (settings.IsValue && !string.IsNullOrEmpty(settings.Value)) settings.Complain($"this is an object, not the value '{settings.Value}'.");
        foreach (Node node in settings.Children)
        {
            if (Find(schema, node.Name) is not { } member) settings.Complaints.AddUnknown(node.Path, "setting", node.Name, schema.Members.Select(static one => one.JsonName));
            else if (IsRight(member, node)) members[member.JsonName] = node;
        }

        return members;
    }

    public static SchemaMember? Find(Schema schema, string name) => schema.Members.FirstOrDefault(member => string.Equals(member.JsonName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a value has the form of a member; complains when it has not.</summary>
    public static bool IsRight(SchemaMember member, Node node)
    {
        (bool isRight, string wanted) = member.Form switch
        {
            JsonForm.Text => (node.IsValue && (node.Value is not null || member.IsNullable), "a text"),
            JsonForm.Number => ((node.Value is { } text && IsNumber(text)) || (node is { IsValue: true, Value: null } && member.IsNullable), "a number"),
            JsonForm.Boolean => ((node.Value is { } flag && bool.TryParse(flag, out _)) || (node is { IsValue: true, Value: null } && member.IsNullable), "true or false"),
            JsonForm.Array => (node.IsArray || node is { IsValue: true, Value: null or "" }, "an array"),
            JsonForm.Object => (!node.IsValue || node.Value is null, "an object"),
            _ => (true, ""),
        };
        if (!isRight) node.Complain($"it takes {wanted}{(node.Value is { } given ? $", not '{given}'" : "")}.");
        return isRight;
    }

    /// <summary>The JSON of settings.</summary>
    public static byte[] Write(Schema schema, IReadOnlyDictionary<string, Node> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach (SchemaMember member in schema.Members)
            {
                if (!members.TryGetValue(member.JsonName, out Node? node)) continue;
                json.WritePropertyName(member.JsonName);
                WriteMember(json, member, node);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A value as it stands in a variant's name.</summary>
    public static string NameOf(Node node) => node.IsValue ? node.Value switch { null => "none", "True" => "true", "False" => "false", var text => text } : string.Join("+", node.Children.Select(NameOf));

    private static void WriteMember(Utf8JsonWriter json, SchemaMember member, Node node)
    {
        bool isEmpty = node is { IsValue: true, Value: null or "" };
        if (isEmpty && member.Form == JsonForm.Array) json.WriteRawValue("[]");
        else if (isEmpty && member.Form == JsonForm.Object && !member.IsNullable) json.WriteRawValue("{}");
        else if (node is { IsValue: true, Value: null }) json.WriteNullValue();
        else if (member.Form == JsonForm.Text) json.WriteStringValue(node.Value);
        else Write(json, node, member.Type.Contains("string", StringComparison.OrdinalIgnoreCase));
    }

    private static void Write(Utf8JsonWriter json, Node node, bool isOfTexts)
    {
        if (node.IsArray)
        {
            json.WriteStartArray();
            foreach (Node child in node.Children) Write(json, child, isOfTexts);
            json.WriteEndArray();
        }
        else if (!node.IsValue)
        {
            json.WriteStartObject();
            foreach (Node child in node.Children)
            {
                json.WritePropertyName(child.Name);
                Write(json, child, isOfTexts);
            }

            json.WriteEndObject();
        }
        else if (node.Value is not { } text)
        {
            json.WriteNullValue();
        }
        else if (isOfTexts || s_notFinite.Contains(text))
        {
            json.WriteStringValue(text);
        }
        else if (bool.TryParse(text, out bool flag))
        {
            json.WriteBooleanValue(flag);
        }
        else if (IsNumber(text))
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static bool IsNumber(string text)
    {
        if (s_notFinite.Contains(text)) return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || text.Any(static letter => letter is not (>= '0' and <= '9' or '-' or '+' or '.' or 'e' or 'E'))) return false;
        string digits = text.TrimStart('-');
        return !text.StartsWith('+') && !digits.StartsWith('.') && !digits.EndsWith('.') && !(digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]));
    }
}
