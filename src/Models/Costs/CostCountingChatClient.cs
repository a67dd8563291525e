using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Streaming;

namespace TrialKeep.Models.Costs;

/// <summary>Asks the budget before each request and counts after it.</summary>
internal sealed class CostCountingChatClient(IChatClient inner, ChatSpending spending) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await spending.BeginAsync(cancellationToken).ConfigureAwait(false);
        ChatResponse? response = null;
        try
        {
            return response = await InnerClient.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            spending.End(response, ModelOf(options));
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await spending.BeginAsync(cancellationToken).ConfigureAwait(false);
        TimedStream stream = new(TimeProvider.System, () => InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken), cancellationToken);
        try
        {
            while (await stream.NextAsync().ConfigureAwait(false) is { } update) yield return update;
        }
        finally
        {
            // One that broke off has said as much as it has said.
            ChatResponse whole = stream.ToResponse();
            spending.End(whole.Usage is null && whole.Messages.Count == 0 ? null : whole, ModelOf(options));
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private string? ModelOf(ChatOptions? options) =>
        options?.ModelId ?? (InnerClient.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;
}
