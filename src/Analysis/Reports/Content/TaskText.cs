using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Reports.Content;

/// <summary>A stored task as people read it: templates with their arguments put in, shared texts in place of their ids.</summary>
internal static class TaskText
{
    public static IReadOnlyList<ReportText> Of(StoredTask task)
    {
        using JsonDocument document = JsonDocument.Parse(task.Json);
        return document.RootElement.ValueKind != JsonValueKind.Object ? [new("task", Plain(document.RootElement))]
            : [.. document.RootElement.EnumerateObject().SelectMany(member => Parts(member.Name, member.Value, task.Shared))];
    }

    /// <summary>Text as it is, anything else as JSON.</summary>
    public static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static IEnumerable<ReportText> Parts(string name, JsonElement value, SharedContent shared)
    {
        if (value.ValueKind == JsonValueKind.Object && Id(value, "$text") is { } text)
            return [new(name, shared.FindText(text) ?? Plain(value))];
        if (value.ValueKind == JsonValueKind.Object && Id(value, "template") is { } id && value.TryGetProperty("arguments", out JsonElement arguments) && shared.FindTemplate(id) is { } template)
            return Messages(name, template, arguments);
        return value.ValueKind == JsonValueKind.Null ? [] : [new(name, Plain(value))];
    }

    private static IEnumerable<ReportText> Messages(string name, Template template, JsonElement arguments)
    {
        Dictionary<string, string> values = arguments.EnumerateObject().ToDictionary(static argument => argument.Name, static argument => Plain(argument.Value), StringComparer.Ordinal);
        return [.. template.Messages.Select(message => new ReportText(message.Role is null ? name : $"{name}, {message.Role}", Fill(message.Text, values)))];
    }

    /// <summary>Puts arguments into the holes; a hole without one stays as it is, for what is shown must not fail where a run did not.</summary>
    private static string Fill(string text, Dictionary<string, string> values)
    {
        StringBuilder filled = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
                filled.Append(text[i++]);
            else if (text[i] == '{' && text.IndexOf('}', i) is var end and > 0 && Argument(text[(i + 1)..end], values) is { } value)
                (i, _) = (end, filled.Append(value));
            else
                filled.Append(text[i]);
        }

        return filled.ToString();
    }

    // A hole may have a format, {name:0.00}; the value as stored is shown.
    private static string? Argument(string hole, Dictionary<string, string> values) => values.GetValueOrDefault(hole.Split(':')[0])
        ?? values.FirstOrDefault(pair => pair.Key.Equals(hole.Split(':')[0], StringComparison.OrdinalIgnoreCase)).Value;

    private static KeyId? Id(JsonElement value, string member) =>
        value.TryGetProperty(member, out JsonElement id) && id.ValueKind == JsonValueKind.String && KeyId.TryParse(Encoding.UTF8.GetBytes(id.GetString()!), out KeyId key) ? key : null;
}
