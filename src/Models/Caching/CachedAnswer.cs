using System.Text.Json;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Requests;

namespace TrialKeep.Models.Caching;

/// <summary>What a model answered, as a record of the cache's experiment.</summary>
[ExperimentRecord("trialkeep.chat-response", Version = 1)]
internal sealed partial record CachedAnswer
{
    /// <summary>The response, as Microsoft.Extensions.AI writes it.</summary>
    public required JsonElement Response { get; init; }

    /// <summary>The model that answered, as the service names it.</summary>
    [Indexed]
    public string? Model { get; init; }

    /// <summary>How the answer ended.</summary>
    [Indexed]
    public string? FinishReason { get; init; }

    /// <summary>Tokens of the request.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>From the call to the whole answer.</summary>
    [Measurement(Unit = "s", Better = Direction.Lower)]
    public double Latency { get; init; }

    /// <summary>From the call to the first piece that says something; null when the answer came whole.</summary>
    [Measurement(Unit = "s", Better = Direction.Lower)]
    public double? FirstToken { get; init; }

    /// <exception cref="NotSupportedException">The response holds something that has no JSON.</exception>
    public static CachedAnswer Of(ChatResponse response, ChatOrigin origin) => new()
    {
        Response = ContentJson.Write(ChatOrigin.Without(response)),
        Model = response.ModelId,
        FinishReason = response.FinishReason?.Value,
        InputTokens = response.Usage?.InputTokenCount,
        OutputTokens = response.Usage?.OutputTokenCount,
        Latency = origin.Latency.TotalSeconds,
        FirstToken = origin.FirstToken?.TotalSeconds,
    };

    /// <summary>The response, made anew each time, so that whoever changes it changes nobody else's.</summary>
    public ChatResponse ToResponse()
    {
        ChatResponse response = ContentJson.ReadResponse(Response);
        new ChatOrigin
        {
            Source = ChatSource.Cache,
            Latency = TimeSpan.FromSeconds(Latency),
            FirstToken = FirstToken is { } first ? TimeSpan.FromSeconds(first) : null,
        }.AddTo(response);
        return response;
    }
}
