using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Telemetry;

/// <summary>
/// The span of one request and its measurements. Names are those of OpenTelemetry's semantic conventions for generative AI, which are still in
/// development: opentelemetry.io/docs/specs/semconv/gen-ai.
/// </summary>
internal sealed class ChatSpan : IDisposable
{
    private const string Operation = "chat";

    private static readonly Histogram<double> s_duration = ChatTelemetry.Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "Duration of a request", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });

    private static readonly Histogram<long> s_tokens = ChatTelemetry.Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Tokens of a request", null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] });

    private static readonly Histogram<double> s_first = ChatTelemetry.Meter.CreateHistogram(
        "gen_ai.client.operation.time_to_first_chunk", "s", "Time to the first piece of a streamed answer that says something", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly bool _content;
    private readonly TagList _common;
    private string? _error;
    private string? _model;

    public ChatSpan(ChatClientMetadata? metadata, IReadOnlyList<ChatMessage> messages, ChatOptions? options, bool content, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _content = content;
        string? model = options?.ModelId ?? metadata?.DefaultModelId;
        _common = CommonOf(metadata, model);
        Activity = ChatTelemetry.Source.StartActivity(model is null ? Operation : $"{Operation} {model}", ActivityKind.Client);
        if (Activity is null) return;
        foreach (KeyValuePair<string, object?> tag in _common) Activity.SetTag(tag.Key, tag.Value);
        SetRequest(Activity, options);
        if (content) SetContent(Activity, messages, options);
    }

    public Activity? Activity { get; }

    public void Answered(ChatResponse response, TimeSpan? firstPiece)
    {
        _model = response.ModelId;
        if (firstPiece is { } first) s_first.Record(first.TotalSeconds, Tags());
        Count("input", response.Usage?.InputTokenCount);
        Count("output", response.Usage?.OutputTokenCount);
        if (Activity is null) return;
        Set("gen_ai.response.id", response.ResponseId);
        Set("gen_ai.response.model", response.ModelId);
        if (response.FinishReason is { } reason) Set("gen_ai.response.finish_reasons", new[] { reason.Value });
        Set("gen_ai.usage.input_tokens", response.Usage?.InputTokenCount);
        Set("gen_ai.usage.output_tokens", response.Usage?.OutputTokenCount);
        Set("gen_ai.usage.cache_read.input_tokens", response.Usage?.CachedInputTokenCount);
        if (ChatOrigin.Of(response) is { } origin) Set("trialkeep.chat.source", origin.Source.ToString().ToLowerInvariant());
        if (_content) Set("gen_ai.output.messages", MessageText.Write(response.Messages, response.FinishReason?.Value));
    }

    public void Failed(Exception failure)
    {
        _error = failure is VariantException known ? known.Kind : failure.GetType().FullName;
        Activity?.SetTag("error.type", _error);
        // Messages may hold what a server repeats of the request.
        Activity?.SetStatus(ActivityStatusCode.Error, _content ? failure.Message : null);
    }

    public void Dispose()
    {
        TagList tags = Tags();
        if (_error is not null) tags.Add("error.type", _error);
        s_duration.Record(_time.GetElapsedTime(_start).TotalSeconds, tags);
        Activity?.Dispose();
    }

    private static TagList CommonOf(ChatClientMetadata? metadata, string? model)
    {
        TagList tags = new() { { "gen_ai.operation.name", Operation } };
        if (metadata?.ProviderName is { } provider) tags.Add("gen_ai.provider.name", provider);
        if (model is not null) tags.Add("gen_ai.request.model", model);
        if (metadata?.ProviderUri is { IsAbsoluteUri: true } address)
        {
            tags.Add("server.address", address.Host);
            tags.Add("server.port", address.Port);
        }

        return tags;
    }

    private TagList Tags()
    {
        TagList tags = _common;
        if (_model is not null) tags.Add("gen_ai.response.model", _model);
        return tags;
    }

    private void Count(string type, long? tokens)
    {
        if (tokens is not { } count) return;
        TagList tags = Tags();
        tags.Add("gen_ai.token.type", type);
        s_tokens.Record(count, tags);
    }

    private void Set(string name, object? value)
    {
        if (value is not null) Activity!.SetTag(name, value);
    }

    private static void SetRequest(Activity activity, ChatOptions? options)
    {
        if (options is null) return;
        ReadOnlySpan<(string Name, object? Value)> values =
        [
            ("gen_ai.request.temperature", options.Temperature),
            ("gen_ai.request.top_p", options.TopP),
            ("gen_ai.request.top_k", options.TopK),
            ("gen_ai.request.max_tokens", options.MaxOutputTokens),
            ("gen_ai.request.frequency_penalty", options.FrequencyPenalty),
            ("gen_ai.request.presence_penalty", options.PresencePenalty),
            ("gen_ai.request.seed", options.Seed),
            ("gen_ai.request.stop_sequences", options.StopSequences is { Count: > 0 } stops ? stops.ToArray() : null),
            ("gen_ai.conversation.id", options.ConversationId),
            ("gen_ai.output.type", options.ResponseFormat switch { ChatResponseFormatJson => "json", ChatResponseFormatText => "text", _ => null }),
        ];
        foreach ((string name, object? value) in values)
        {
            if (value is not null) activity.SetTag(name, value);
        }
    }

    private static void SetContent(Activity activity, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (!string.IsNullOrEmpty(options?.Instructions)) activity.SetTag("gen_ai.system_instructions", MessageText.WriteInstructions(options.Instructions));
        activity.SetTag("gen_ai.input.messages", MessageText.Write(messages, finishReason: null));
    }
}
