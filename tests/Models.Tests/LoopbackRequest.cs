using System.Text.Json;

namespace TrialKeep.Models.Tests;

/// <summary>One request as the server saw it.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">The headers by their name, in any case.</param>
/// <param name="Body">The body's text.</param>
public sealed record LoopbackRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The content of the last message.</summary>
    public string Prompt => Json.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString() ?? "";
}
