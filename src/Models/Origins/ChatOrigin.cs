using System.Globalization;
using Microsoft.Extensions.AI;

namespace TrialKeep;

/// <summary>
/// Where an answer came from and how long the model took for it. A cache and a recording put it into the <c>AdditionalProperties</c> of every
/// response, as <c>trialkeep.source</c>, <c>trialkeep.latency</c>, <c>trialkeep.first_token</c> (seconds) and, when the answer could not be kept,
/// <c>trialkeep.not_kept</c> with the reason.
/// </summary>
public sealed record ChatOrigin
{
    private const string SourceName = "trialkeep.source";
    private const string LatencyName = "trialkeep.latency";
    private const string FirstTokenName = "trialkeep.first_token";
    private const string NotKeptName = "trialkeep.not_kept";

    /// <summary>Where it came from.</summary>
    public required ChatSource Source { get; init; }

    /// <summary>From the call to the whole answer when the model was asked; a hit has that of its miss.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>From the call to the first text, reasoning or tool call; null when the answer did not come in pieces.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Why the answer was not kept; null when it was.</summary>
    public string? NotKept { get; init; }

    /// <summary>What a response says of itself; null when neither a cache nor a recording saw it.</summary>
    public static ChatOrigin? Of(ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.AdditionalProperties is not { } properties || Text(properties, SourceName) is not { } source || Seconds(properties, LatencyName) is not { } latency) return null;
        return Enum.TryParse(source, ignoreCase: true, out ChatSource known)
            ? new() { Source = known, Latency = latency, FirstToken = Seconds(properties, FirstTokenName), NotKept = Text(properties, NotKeptName) }
            : null;
    }

    /// <summary>Adds this to what a response says, in place of what an inner client said.</summary>
    internal void AddTo(ChatResponse response)
    {
        response.AdditionalProperties = response.AdditionalProperties?.Clone() ?? [];
        Clear(response.AdditionalProperties);
        AddTo(response.AdditionalProperties);
    }

    /// <summary>The last piece of a stream: it says where the stream came from and nothing else.</summary>
    internal ChatResponseUpdate ToUpdate(ChatResponse whole)
    {
        AdditionalPropertiesDictionary properties = [];
        AddTo(properties);
        return new() { AdditionalProperties = properties, ResponseId = whole.ResponseId };
    }

    /// <summary>A response without what an inner client said of its origin.</summary>
    internal static ChatResponse Without(ChatResponse response)
    {
        if (response.AdditionalProperties?.ContainsKey(SourceName) is not true) return response;
        AdditionalPropertiesDictionary properties = response.AdditionalProperties.Clone();
        Clear(properties);
        return new(response.Messages)
        {
            ResponseId = response.ResponseId,
            ConversationId = response.ConversationId,
            ModelId = response.ModelId,
            CreatedAt = response.CreatedAt,
            FinishReason = response.FinishReason,
            Usage = response.Usage,
            AdditionalProperties = properties.Count == 0 ? null : properties,
        };
    }

    private static void Clear(AdditionalPropertiesDictionary properties)
    {
        foreach (string name in (ReadOnlySpan<string>)[SourceName, LatencyName, FirstTokenName, NotKeptName]) properties.Remove(name);
    }

    private void AddTo(AdditionalPropertiesDictionary properties)
    {
        properties[SourceName] = Source switch { ChatSource.Cache => "cache", ChatSource.Recording => "recording", _ => "model" };
        properties[LatencyName] = Latency.TotalSeconds;
        if (FirstToken is { } first) properties[FirstTokenName] = first.TotalSeconds;
        if (NotKept is { } reason) properties[NotKeptName] = reason;
    }

    private static string? Text(AdditionalPropertiesDictionary properties, string name) =>
        properties.TryGetValue(name, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static TimeSpan? Seconds(AdditionalPropertiesDictionary properties, string name) =>
        double.TryParse(Text(properties, name), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
