using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Middleware;

/// <summary>A client that answers as it is told and remembers what it was asked.</summary>
internal sealed class ScriptedClient(Func<IReadOnlyList<ChatMessage>, ChatResponse> answer) : IChatClient
{
    private int _calls;

    public ScriptedClient(string text)
        : this(_ => Responses.Text(text))
    {
    }

    public int Calls => Volatile.Read(ref _calls);

    public ChatOptions? LastOptions { get; private set; }

    /// <summary>What a call waits for before it answers.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>Thrown after the pieces of a stream.</summary>
    public Exception? BreaksOffWith { get; init; }

    public ChatClientMetadata Metadata { get; init; } = new("scripted", new Uri("http://127.0.0.1:1/v1"), "model-x");

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        LastOptions = options;
        await Gate.WaitAsync(cancellationToken);
        return answer([.. messages]);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatResponse response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (ChatResponseUpdate update in response.ToChatResponseUpdates()) yield return update;
        if (BreaksOffWith is not null) throw BreaksOffWith;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
