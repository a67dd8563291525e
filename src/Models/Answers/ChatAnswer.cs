using Microsoft.Extensions.AI;
using TrialKeep.Models.Wire;

namespace TrialKeep;

/// <summary>What a record usually keeps of a chat response, flat.</summary>
public sealed record ChatAnswer
{
    /// <summary>The text, without the model's reasoning; empty when the model said nothing and null when it refused instead.</summary>
    public required string? Text { get; init; }

    /// <summary>The words with which the model refused, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>How the answer ended: <c>stop</c>, <c>length</c> (cut), <c>content_filter</c> (refused or filtered), <c>tool_calls</c>, or what the server wrote.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The model that answered, as the server names it, which may be more exact than what was asked for.</summary>
    public string? Model { get; init; }

    /// <summary>Tokens of the prompt, where the server counts them.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Of the tokens of the prompt those that the server had cached, where it counts them.</summary>
    public long? CachedTokens { get; init; }

    /// <summary>Tokens of the answer, reasoning included, where the server counts them.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>
    /// From the call to the whole answer, repeated attempts and the waits between them included. An answer out of a cache or a recording has the latency that the
    /// model had: <see cref="ChatOrigin"/>.
    /// </summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>From the call to the first piece that says something; null when the answer came whole.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Where the answer came from.</summary>
    public ChatSource Source { get; init; }

    /// <summary>What the call has used up; null where the server counts nothing.</summary>
    public Usage? Usage => InputTokens is null && OutputTokens is null ? null : new Usage(InputTokens ?? 0, OutputTokens ?? 0) { CachedTokens = CachedTokens ?? 0 };

    /// <summary>What getting the answer has used up: one out of a cache or a recording nothing.</summary>
    internal Usage? Spent => Source == ChatSource.Model ? Usage : new Usage(0, 0) { Cost = 0 };

    /// <summary>Whether the answer is complete, cut or refused.</summary>
    public AnswerOutcome Outcome => Refusal is not null || FinishReason == "content_filter" ? AnswerOutcome.Refused : FinishReason == "length" ? AnswerOutcome.Truncated : AnswerOutcome.Complete;

    /// <summary>The answer in a response.</summary>
    /// <param name="response">What the client returned.</param>
    /// <param name="latency">How long that took, unless the response says itself how long the model took.</param>
    public static ChatAnswer From(ChatResponse response, TimeSpan latency) => From(response, latency, firstToken: null);

    internal static ChatAnswer From(ChatResponse response, TimeSpan latency, TimeSpan? firstToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        ChatOrigin? origin = ChatOrigin.Of(response);
        string? refusal = ChatRefusal.Of(response.Messages.SelectMany(message => message.Contents));
        return new ChatAnswer
        {
            Text = refusal is not null && response.Text.Length == 0 ? null : response.Text,
            Refusal = refusal,
            FinishReason = response.FinishReason?.Value,
            Model = response.ModelId,
            InputTokens = response.Usage?.InputTokenCount,
            CachedTokens = response.Usage?.CachedInputTokenCount,
            OutputTokens = response.Usage?.OutputTokenCount,
            Latency = origin?.Latency ?? latency,
            FirstToken = origin is null ? firstToken : origin.FirstToken,
            Source = origin?.Source ?? ChatSource.Model,
        };
    }
}
