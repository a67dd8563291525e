using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Clients;

/// <summary>Clients as the tests of this folder need them: with a key that must never show, and with waits that are noted, not waited.</summary>
internal sealed class ChatClients
{
    public const string Key = "tk-7f3Q/secret+key=91";

    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public static readonly ChatMessage[] Hello = [new(ChatRole.User, "Hello")];

    public OpenAIChatClient For(LoopbackChatServer server, int maxRetries = 3, TimeSpan? timeout = null, TimeSpan? overall = null)
        => With(Options(server.Endpoint, maxRetries, timeout, overall));

    public OpenAIChatClient With(OpenAIChatClientOptions options) => new(options, (delay, cancellation) =>
    {
        _waits.Enqueue(delay);
        return cancellation.IsCancellationRequested ? Task.FromCanceled(cancellation) : Task.CompletedTask;
    });

    public static OpenAIChatClientOptions Options(Uri endpoint, int maxRetries = 3, TimeSpan? timeout = null, TimeSpan? overall = null) => new()
    {
        Endpoint = endpoint,
        Model = "model-x",
        ApiKey = Key,
        MaxRetries = maxRetries,
        Timeout = timeout ?? TimeSpan.FromSeconds(60),
        OverallTimeout = overall ?? TimeSpan.FromMinutes(2),
        FirstRetryDelay = TimeSpan.FromSeconds(0.5),
    };

    /// <summary>The failure of a call, checked for what every failure must be: one short line that does not hold the key anywhere.</summary>
    public static async Task<VariantException> FailureOf(Func<Task> call)
    {
        VariantException failure = await Assert.ThrowsAsync<VariantException>(call);
        Assert.NotNull(failure.InnerException);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.InRange(failure.Message.Length, 10, 500);
        return failure;
    }

    public static Task<VariantException> FailureOf(OpenAIChatClient client) => FailureOf(() => client.GetResponseAsync(Hello));
}
