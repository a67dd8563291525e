using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Middleware;

public sealed class TelemetryTests : IDisposable
{
    private readonly string _model = $"model-{Guid.NewGuid():N}";
    private readonly List<Activity> _spans = [];
    private readonly List<(string Name, double Value, string? Type)> _measured = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public TelemetryTests()
    {
        _listener = new()
        {
            ShouldListenTo = static source => source.Name == "TrialKeep",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests run at the same time.
                lock (_spans)
                {
                    if (Equals(span.GetTagItem("gen_ai.request.model"), _model)) _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "TrialKeep") listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument.Name, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument.Name, value, tags));
        _meters.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task A_request_is_a_span_by_the_conventions_without_content()
    {
        IChatClient client = new ScriptedClient("secret answer").UseTelemetry();
        await client.GetResponseAsync(Responses.Hello, new() { ModelId = _model, Temperature = 0.5f, MaxOutputTokens = 9, Seed = 3, StopSequences = ["a"], Instructions = "secret" });
        Activity span = Assert.Single(_spans);
        Assert.Equal(($"chat {_model}", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Dictionary<string, object?> tags = new(span.TagObjects);
        Assert.Equal(
            ("chat", "scripted", "127.0.0.1", 1, 0.5f, 9, 3L, "model-x-2026", "r1", 7L, 5L, 3L),
            (tags["gen_ai.operation.name"], tags["gen_ai.provider.name"], tags["server.address"], tags["server.port"], tags["gen_ai.request.temperature"], tags["gen_ai.request.max_tokens"],
                tags["gen_ai.request.seed"], tags["gen_ai.response.model"], tags["gen_ai.response.id"], tags["gen_ai.usage.input_tokens"], tags["gen_ai.usage.output_tokens"], tags["gen_ai.usage.cache_read.input_tokens"]));
        Assert.Equal(new[] { "stop" }, tags["gen_ai.response.finish_reasons"]);
        Assert.DoesNotContain(tags.Values, static value => value?.ToString()?.Contains("secret", StringComparison.Ordinal) is true || value?.ToString()?.Contains("Hello", StringComparison.Ordinal) is true);
        Assert.Equal(["gen_ai.client.operation.duration/", "gen_ai.client.token.usage/input", "gen_ai.client.token.usage/output"], Names());
    }

    [Fact]
    public async Task Content_is_there_on_request()
    {
        IChatClient client = new ScriptedClient(_ => Responses.Kind("call")).UseTelemetry(content: true);
        await client.GetResponseAsync(Responses.Hello, new() { ModelId = _model, Instructions = "Be brief." });
        Activity span = Assert.Single(_spans);
        Assert.Equal("""[{"type":"text","content":"Be brief."}]""", span.GetTagItem("gen_ai.system_instructions"));
        Assert.Equal("""[{"role":"user","parts":[{"type":"text","content":"Hello?"}]}]""", span.GetTagItem("gen_ai.input.messages"));
        Assert.Equal(
            """[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"weather","arguments":{"city":"Bern","days":2,"deep":{"b":1,"a":[1.50,null]}}}],"finish_reason":"stop"}]""",
            span.GetTagItem("gen_ai.output.messages"));
    }

    [Fact]
    public async Task A_stream_has_its_first_piece_measured_and_leaves_the_callers_span_alone()
    {
        using Activity outer = new Activity("outer").Start();
        IChatClient client = new ScriptedClient("x").UseTelemetry();
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Responses.Hello, new() { ModelId = _model })) Assert.Same(outer, Activity.Current);
        Assert.Equal(outer.SpanId, Assert.Single(_spans).ParentSpanId);
        Assert.Contains("gen_ai.client.operation.time_to_first_chunk/", Names());
        Assert.Same(outer, Activity.Current);
    }

    [Fact]
    public async Task A_failure_has_its_kind()
    {
        IChatClient client = new ScriptedClient(_ => throw new VariantException(FailureKind.RateLimited, "secret")).UseTelemetry();
        await Assert.ThrowsAsync<VariantException>(() => client.GetResponseAsync(Responses.Hello, new() { ModelId = _model }));
        await Assert.ThrowsAsync<VariantException>(() => client.GetStreamingResponseAsync(Responses.Hello, new() { ModelId = _model }).ToChatResponseAsync());
        Assert.All(_spans, static span => Assert.Equal((ActivityStatusCode.Error, "rate-limited", (string?)null), (span.Status, span.GetTagItem("error.type"), span.StatusDescription)));
        Assert.Equal(2, _spans.Count);
    }

    private string[] Names()
    {
        lock (_measured) return [.. _measured.Select(static one => $"{one.Name}/{one.Type}").Order(StringComparer.Ordinal)];
    }

    private void Measured(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> all = new(tags.ToArray());
        if (!Equals(all.GetValueOrDefault("gen_ai.request.model"), _model)) return;
        lock (_measured) _measured.Add((name, value, all.GetValueOrDefault("gen_ai.token.type") as string));
    }
}
