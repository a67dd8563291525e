using Microsoft.Extensions.AI;

namespace TrialKeep.Hosting.Tests;

/// <summary>A chat client that answers what a test says, and takes a hundred tokens and five for it.</summary>
internal sealed class ScriptedClient(Func<string> answer) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer())) { ModelId = options?.ModelId, Usage = new() { InputTokenCount = 100, OutputTokenCount = 5 } });

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A judge is not streamed.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
