using System.Net;
using System.Net.Sockets;

namespace TrialKeep.Models.Tests.Clients;

public sealed class FailureTests
{
    private readonly ChatClients _clients = new();

    [Fact]
    public async Task Silence_is_a_time_out()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Silence());
        VariantException failure = await ChatClients.FailureOf(_clients.For(server, maxRetries: 1, timeout: TimeSpan.FromMilliseconds(200)));
        Assert.Equal(FailureKind.Timeout, failure.Kind);
        Assert.EndsWith("silent for longer than the time-out of 0.2 s in the last of 2 attempts.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_overall_time_out_ends_everything()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Silence());
        VariantException failure = await ChatClients.FailureOf(_clients.For(server, overall: TimeSpan.FromMilliseconds(300)));
        Assert.Equal(FailureKind.Timeout, failure.Kind);
        Assert.EndsWith("after 1 attempt within the overall time-out of 0.3 s.", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("<html><body>Welcome to nginx</body></html>", "it is not JSON")]
    [InlineData("", "it is not JSON")]
    [InlineData("[]", "the JSON is not an object")]
    [InlineData("{}", "it has no choices")]
    [InlineData("""{"choices":[]}""", "it has no choices")]
    [InlineData("""{"choices":{}}""", "choices is not a list")]
    [InlineData("""{"choices":[7]}""", "its choice is not an object")]
    [InlineData("""{"choices":[{"text":"an older format"}]}""", "its choice has no message")]
    [InlineData("""{"choices":[{"message":{"content":7}}]}""", "content is not a text")]
    [InlineData("""{"choices":[{"message":{"content":"\ud800"}}]}""", "a text is not valid Unicode")]
    [InlineData("""{"choices":[{"message":{"content":"4"}}],"usage":{"prompt_tokens":1.5}}""", "prompt_tokens is not a whole number")]
    [InlineData("""{"choices":[{"message":{"content":"4"}}]} and more""", "it is not JSON")]
    public async Task A_body_that_is_no_chat_completion_is_an_invalid_response(string body, string problem)
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Json(200, body));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server));
        Assert.Equal(FailureKind.InvalidResponse, failure.Kind);
        Assert.Contains($"not a chat completion ({problem})", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_is_not_even_HTTP_is_a_failed_connection()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Raw("SSH-2.0-OpenSSH_9.2\r\n"));
        Assert.Equal(FailureKind.Connection, (await ChatClients.FailureOf(_clients.For(server))).Kind);
    }

    [Fact]
    public async Task A_connection_that_is_always_dropped_is_a_failure()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Drop());
        VariantException failure = await ChatClients.FailureOf(_clients.For(server, maxRetries: 2));
        Assert.Equal(FailureKind.Connection, failure.Kind);
        Assert.Contains("after 3 attempts", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_refused_connection_names_the_server()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Bound but not listening: the port refuses, and nobody else can take it meanwhile.
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = new Uri($"http://user:{Uri.EscapeDataString(ChatClients.Key)}@127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/v1");
        VariantException failure = await ChatClients.FailureOf(_clients.With(ChatClients.Options(endpoint)));
        Assert.Equal(FailureKind.Connection, failure.Kind);
        Assert.StartsWith($"The chat server at http://127.0.0.1:{endpoint.Port}/v1 could not be reached", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, _clients.Waits.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_refused_request_is_not_repeated_and_an_echoed_key_is_not_shown(int status)
    {
        string echo = $"Incorrect API key provided: {ChatClients.Key}. Header was 'Bearer {ChatClients.Key}'; see sk-proj-1234567890abcdef.";
        await using var server = new LoopbackChatServer(LoopbackReply.Error(status, echo));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server));
        Assert.Equal(FailureKind.RequestRefused, failure.Kind);
        Assert.EndsWith(
            $"refused the request (HTTP {status}): Incorrect API key provided: [redacted]. Header was 'Bearer [redacted]'; see [redacted]",
            failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-proj", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_long_error_is_cut_to_200_characters_without_halving_one_or_showing_a_part_of_the_key()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Json(400, new string('a', 190) + ChatClients.Key + string.Concat(Enumerable.Repeat("😀", 200))));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server));
        string excerpt = failure.Message[(failure.Message.IndexOf("): ", StringComparison.Ordinal) + 3)..];
        Assert.Equal(new string('a', 190) + "[redacted…", excerpt);
        Assert.Equal(200, excerpt.Length);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","code":429}}""", FailureKind.RateLimited)]
    [InlineData("""{"error":{"message":"no","code":"rate_limit_exceeded"}}""", FailureKind.RateLimited)]
    [InlineData("""{"error":{"message":"no","code":"400"}}""", FailureKind.RequestRefused)]
    [InlineData("""{"error":"no"}""", FailureKind.ServerError)]
    public async Task An_error_that_calls_itself_a_success_is_still_an_error(string body, string kind)
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Json(200, body));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server));
        Assert.Equal(kind, failure.Kind);
        Assert.EndsWith(": no", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_in_the_middle_of_a_call_stays_a_cancellation()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Silence());
        using var cancel = new CancellationTokenSource();
        Task call = _clients.For(server).GetResponseAsync(ChatClients.Hello, cancellationToken: cancel.Token);
        await server.RequestArrivedAsync();
        await cancel.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancellation_during_a_wait_stays_a_cancellation()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(429, "slow down"));
        using var cancel = new CancellationTokenSource();
        var waiting = new TaskCompletionSource();
        using var client = new OpenAIChatClient(ChatClients.Options(server.Endpoint), (_, cancellation) =>
        {
            waiting.SetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        Task call = client.GetResponseAsync(ChatClients.Hello, cancellationToken: cancel.Token);
        await waiting.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Options_that_cannot_work_are_named_without_the_key()
    {
        var good = new Uri("http://localhost/v1");
        (string Option, OpenAIChatClientOptions Options)[] bad =
        [
            ("Endpoint", new() { Endpoint = new Uri("v1", UriKind.Relative), Model = "m" }),
            ("Endpoint", new() { Endpoint = new Uri("ftp://localhost"), Model = "m" }),
            ("Model", new() { Endpoint = good, Model = " " }),
            ("ApiKey", new() { Endpoint = good, Model = "m", ApiKey = "two\nlines" }),
            ("MaxRetries", new() { Endpoint = good, Model = "m", MaxRetries = -1 }),
            ("Timeout", new() { Endpoint = good, Model = "m", Timeout = TimeSpan.Zero }),
            ("OverallTimeout", new() { Endpoint = good, Model = "m", OverallTimeout = TimeSpan.FromDays(25) }),
            ("FirstRetryDelay", new() { Endpoint = good, Model = "m", FirstRetryDelay = TimeSpan.FromSeconds(-1) }),
        ];
        foreach ((string option, OpenAIChatClientOptions options) in bad)
        {
            ArgumentException refused = Assert.Throws<ArgumentException>(() => new OpenAIChatClient(options));
            Assert.Equal(option, refused.ParamName);
            Assert.DoesNotContain("lines", refused.ToString(), StringComparison.Ordinal);
        }
    }
}
