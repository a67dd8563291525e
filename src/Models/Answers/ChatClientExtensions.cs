using System.Diagnostics;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Streaming;

namespace TrialKeep;

/// <summary>Makes a chat client a variant in one line.</summary>
public static class ChatClientExtensions
{
    /// <summary>Sends one prompt as the user and takes the time.</summary>
    /// <param name="client">Any chat client.</param>
    /// <param name="prompt">The rendered prompt.</param>
    /// <param name="options">Settings, the system's instructions among them; null for the server's own.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="VariantException">No answer came, when the client is an <see cref="OpenAIChatClient"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ChatAnswer> AskAsync(
        this IChatClient client, string prompt, ChatOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(prompt);
        long start = Stopwatch.GetTimestamp();
        ChatResponse response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, prompt)], options, cancellation).ConfigureAwait(false);
        return ChatAnswer.From(response, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Sends one prompt as the user, takes the answer in pieces, and the time of the first one that says something.</summary>
    /// <param name="client">Any chat client.</param>
    /// <param name="prompt">The rendered prompt.</param>
    /// <param name="options">Settings, the system's instructions among them; null for the server's own.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="VariantException">No answer came or it broke off, when the client is an <see cref="OpenAIChatClient"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ChatAnswer> AskStreamingAsync(
        this IChatClient client, string prompt, ChatOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(prompt);
        var stream = new TimedStream(TimeProvider.System, () => client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, prompt)], options, cancellation), cancellation);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.NextAsync().ConfigureAwait(false) is not null)
            {
                // It gathers what passes.
            }

            return ChatAnswer.From(stream.ToResponse(), stream.Elapsed, stream.FirstToken);
        }
    }
}
