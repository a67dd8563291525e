using System.Text.Json;

namespace TrialKeep.Models.Failures;

/// <summary>Finds the sentence in what a server sent with an error.</summary>
internal static class ErrorText
{
    /// <summary>OpenAI's <c>error.message</c>, or the plainer forms of other servers; a body of any other form is its own sentence.</summary>
    public static string Of(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Sentence(document.RootElement) ?? body;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Neither a page of HTML nor invalid Unicode hides that the call failed.
            return body;
        }
    }

    private static string? Sentence(JsonElement element)
        => element.ValueKind == JsonValueKind.String ? element.GetString()
            : element.ValueKind == JsonValueKind.Object ? Member(element, "error") ?? Member(element, "message") ?? Member(element, "detail")
            : null;

    private static string? Member(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement member) ? Sentence(member) : null;
}
