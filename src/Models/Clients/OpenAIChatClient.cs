using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using TrialKeep.Models.Clients;
using TrialKeep.Models.Failures;
using TrialKeep.Models.Transport;
using TrialKeep.Models.Wire;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace TrialKeep;

/// <summary>
/// Asks any server that speaks OpenAI's chat completions. An answer that was cut (<c>FinishReason</c> is length) or refused is an outcome
/// and returned; what kept an answer from coming is thrown as <see cref="VariantException"/>, after the retries that the options allow.
/// </summary>
/// <remarks>
/// A refusal is an <see cref="ErrorContent"/> whose <c>ErrorCode</c> is <c>Refusal</c>, never text, and its finish reason is
/// <c>content_filter</c> whatever the server says. A finish reason that OpenAI doesn't know is passed on as the server wrote it. The server's
/// own JSON is the <c>RawRepresentation</c>. An option or content that can't be sent is refused with <see cref="NotSupportedException"/>;
/// <c>AdditionalProperties</c> of the options are sent as members of the request, for what one server has and others lack.
/// The client is safe for parallel calls and holds nothing that needs disposing.
/// </remarks>
public sealed class OpenAIChatClient : IChatClient
{
    private readonly OpenAIChatClientOptions _options;
    private readonly ChatClient _client;
    private readonly ChatRequest _request;
    private readonly FailureTranslator _failures;
    private readonly ChatClientMetadata _metadata;

    /// <summary>A client; no connection is made before the first call.</summary>
    /// <exception cref="ArgumentException">An option can't be used; the message names it and never repeats the key.</exception>
    public OpenAIChatClient(OpenAIChatClientOptions options)
        : this(options, Task.Delay)
    {
    }

    /// <summary>A client whose waits between attempts a test can see and shorten.</summary>
    internal OpenAIChatClient(OpenAIChatClientOptions options, Func<TimeSpan, CancellationToken, Task> wait)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _client = Connect(options, new BoundedRetryPolicy(options.MaxRetries, options.FirstRetryDelay, wait));
        _request = new ChatRequest(options.Model, options.UseMaxTokens);
        _failures = new FailureTranslator(options);
        _metadata = new ChatClientMetadata("openai", new Uri(options.ShownEndpoint), options.Model);
    }

    /// <summary>Asks for a whole answer.</summary>
    /// <exception cref="VariantException">No answer came; its kind is one of <see cref="FailureKind"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="NotSupportedException">The messages or options hold something that can't be sent.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        byte[] body = _request.Write(messages, options, stream: false);
        using var call = new ChatCall(_options, _failures, cancellationToken);
        try
        {
            PipelineResponse response = await SendAsync(body, call, stream: false).ConfigureAwait(false);
            return CompletionReader.Read(response.Content.ToMemory().Span);
        }
        catch (Exception exception) when (FailureTranslator.IsFailure(exception))
        {
            throw call.Translate(exception);
        }
    }

    /// <summary>Asks for an answer in pieces. Attempts are repeated until the answer begins; one that breaks off after that is a failure.</summary>
    /// <remarks>A refusal, and each function call, comes whole, with the finish reason; usage comes last, where the server sends it.</remarks>
    /// <exception cref="VariantException">No answer came or it broke off; its kind is one of <see cref="FailureKind"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="NotSupportedException">The messages or options hold something that can't be sent.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        byte[] body = _request.Write(messages, options, stream: true);
        using var call = new ChatCall(_options, _failures, cancellationToken);
        await using ChatEventStream stream = await OpenAsync(body, call).ConfigureAwait(false);
        while (await NextAsync(stream, call).ConfigureAwait(false) is { } update)
            yield return update;
    }

    /// <summary>This client, its <see cref="ChatClientMetadata"/> or the OpenAI package's client below it; null for anything else.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType == typeof(ChatClient) ? _client
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Does nothing: the connections are the process's own and serve other clients too.</summary>
    public void Dispose()
    {
    }

    private static ChatClient Connect(OpenAIChatClientOptions options, BoundedRetryPolicy retries)
    {
        var client = new OpenAIClientOptions { Endpoint = options.Endpoint, NetworkTimeout = options.Timeout, RetryPolicy = retries };
        if (options.Key is { } key)
            return new ChatClient(options.Model, new ApiKeyCredential(key), client);
#pragma warning disable OPENAI001 // The only constructor without a key is marked as subject to change; the version of the package is pinned.
        return new ChatClient(options.Model, new NoAuthentication(), client);
#pragma warning restore OPENAI001
    }

    private async Task<PipelineResponse> SendAsync(byte[] body, ChatCall call, bool stream)
    {
        using var content = BinaryContent.Create(BinaryData.FromBytes(body));
        ClientResult result = await _client.CompleteChatAsync(content, call.Request(stream)).ConfigureAwait(false);
        return result.GetRawResponse();
    }

    private async Task<ChatEventStream> OpenAsync(byte[] body, ChatCall call)
    {
        try
        {
            return new ChatEventStream(await SendAsync(body, call, stream: true).ConfigureAwait(false), call.Cancellation);
        }
        catch (Exception exception) when (FailureTranslator.IsFailure(exception))
        {
            throw call.Translate(exception);
        }
    }

    private static async ValueTask<ChatResponseUpdate?> NextAsync(ChatEventStream stream, ChatCall call)
    {
        try
        {
            return await stream.NextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (FailureTranslator.IsFailure(exception))
        {
            throw call.Translate(exception);
        }
    }
}
