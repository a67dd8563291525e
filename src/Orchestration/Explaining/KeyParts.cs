using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>The key parts of a task or variant as text by path, from its JSON: what a person compares.</summary>
internal static class KeyParts
{
    // A member that the type no longer has may have been part of the key: it is shown.
    public static SortedDictionary<string, string> Read(ReadOnlyMemory<byte> json, Schema schema, Func<KeyId, Template?> template, Func<KeyId, string?> text) =>
        Read(json, schema, template, text, static member => member is not { KeyName: null });

    /// <summary>The members that are wanted, told by what the schema says of them; null for one that it does not have.</summary>
    public static SortedDictionary<string, string> Read(ReadOnlyMemory<byte> json, Schema schema, Func<KeyId, Template?> template, Func<KeyId, string?> text, Func<SchemaMember?, bool> isWanted)
    {
        SortedDictionary<string, string> parts = new(StringComparer.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json);
        if (Derived(document.RootElement, schema) is { } derived) schema = derived;
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (isWanted(schema.Members.FirstOrDefault(known => known.JsonName == member.Name))) Add(parts, member.Name, member.Value, template, text);
        }

        return parts;
    }

    /// <summary>The parts that differ, sorted by path.</summary>
    public static List<PartDifference> Compare(SortedDictionary<string, string> before, SortedDictionary<string, string> after)
    {
        List<PartDifference> differences = [];
        foreach (string part in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            string? old = before.GetValueOrDefault(part);
            string? now = after.GetValueOrDefault(part);
            if (old != now) differences.Add(new(part, old, now));
        }

        return differences;
    }

    // The members of the type that the value is of; the tag stays a part, as it is one of the key.
    private static Schema? Derived(JsonElement value, Schema schema) =>
        schema.TagName is { } name && value.TryGetProperty(name, out JsonElement tag) && tag.ValueKind == JsonValueKind.String ? schema.Derived.GetValueOrDefault(tag.GetString()!) : null;

    private static void Add(SortedDictionary<string, string> parts, string path, JsonElement value, Func<KeyId, Template?> template, Func<KeyId, string?> text)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$text", out JsonElement shared))
        {
            parts[path] = text(Id(shared)) ?? $"(text {shared.GetString()})";
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("template", out JsonElement id) && value.TryGetProperty("arguments", out JsonElement arguments))
        {
            parts[$"{path}.template"] = template(Id(id)) is { } known ? Show(known) : $"(template {id.GetString()})";
            foreach (JsonProperty argument in arguments.EnumerateObject()) Add(parts, $"{path}.{argument.Name}", argument.Value, template, text);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject()) Add(parts, $"{path}.{member.Name}", member.Value, template, text);
        }
        else
        {
            parts[path] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }

    private static KeyId Id(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && KeyId.TryParse(Encoding.UTF8.GetBytes(element.GetString()!), out KeyId id) ? id : default;

    private static string Show(Template template) => string.Join("\n\n", template.Messages.Select(static message =>
        message.Role is null ? message.Text : $"{message.Role}:\n{message.Text}"));
}
