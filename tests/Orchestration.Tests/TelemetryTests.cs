using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Execution;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What listeners are told of a call, and what only those who ask for content.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly string _variant = $"traced-{Guid.NewGuid():N}";

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_is_a_trace_with_content_only_on_request(bool content)
    {
        ConcurrentBag<Activity> ended = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "TrialKeep",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        _lab.Answer = Answer;
        using Run<Question, Reply> run = await _lab.RunAsync(Experiment(), new RunOptions { TraceContent = content });
        Activity[] attempts = [.. ended.Where(activity => activity.OperationName == $"generate {_variant}")];
        Assert.Equal(3, attempts.Length);
        Activity failed = Assert.Single(attempts, static activity => activity.Status == ActivityStatusCode.Error);
        Assert.Equal((FailureKind.ServerError, "q0", content ? "a secret answer" : null), (failed.GetTagItem("error.type"), failed.GetTagItem("trialkeep.item"), failed.StatusDescription));
        Activity good = attempts.First(static activity => activity.Status != ActivityStatusCode.Error);
        Assert.Equal((10L, 2L, 1, content), (good.GetTagItem("gen_ai.usage.input_tokens"), good.GetTagItem("gen_ai.usage.output_tokens"), good.GetTagItem("trialkeep.attempt"), good.GetTagItem("trialkeep.output") is not null));
        Activity root = Assert.Single(ended, activity => activity.OperationName == "run" && (string?)activity.GetTagItem("trialkeep.run") == run.Id.Text);
        Assert.All(attempts, activity => Assert.Equal(root.SpanId, activity.ParentSpanId));
        ActivityEvent scored = ended.Where(activity => activity.OperationName == "evaluate exact" && activity.TraceId == root.TraceId).SelectMany(static activity => activity.Events).First();
        Dictionary<string, object?> tags = scored.Tags.ToDictionary(static tag => tag.Key, static tag => tag.Value);
        Assert.Equal(("gen_ai.evaluation.result", "exact", content), (scored.Name, tags["gen_ai.evaluation.name"], tags.ContainsKey("gen_ai.evaluation.score.label")));
    }

    [Fact]
    public async Task Attempts_items_and_tokens_are_measured()
    {
        ConcurrentDictionary<string, double> sums = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "TrialKeep") listener.EnableMeasurementEvents(instrument);
            },
        };
        void Add(string instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string kind = "";
            bool own = false;
            foreach ((string name, object? tag) in tags)
            {
                own |= (string?)tag == _variant;
                if (name is "gen_ai.token.type" or "trialkeep.outcome" or "error.type") kind += $" {tag}";
            }

            if (own) sums.AddOrUpdate(instrument + kind, value, (_, before) => before + value);
        }

        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, instrument.Name == "trialkeep.attempt.duration" ? 1 : value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.Start();
        _lab.Answer = Answer;
        using Run<Question, Reply> run = await _lab.RunAsync(Experiment().Prices(new PriceTable().With("traced-*", new(100_000, 0))));
        Assert.Equal(
            new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["trialkeep.attempt.duration "] = 2,
                ["trialkeep.attempt.duration server-error"] = 1,
                ["trialkeep.cost"] = 2,
                ["trialkeep.items failed"] = 1,
                ["trialkeep.items succeeded"] = 2,
                ["trialkeep.tokens input"] = 20,
                ["trialkeep.tokens output"] = 4,
            },
            new SortedDictionary<string, double>(sums, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_logger_is_told_of_the_call_its_failures_and_why_it_stops()
    {
        Lines lines = new();
        _lab.Answer = Answer;
        using Run<Question, Reply> run = await _lab.RunAsync(Experiment(), new RunOptions { Parallelism = 1, MaxFailures = 1, Logger = lines });
        Assert.Equal(
            [
                $"Information Run {run.Id} of lab: 3 answers planned, 3 to be asked for",
                $"Warning {_variant} to q0 failed in attempt 1 with server-error: a secret answer",
                "Warning The call stops: An item failed, and the call was to stop at the first failure; mend its cause and call again.",
                $"Information Run {run.Id} of lab is Failed: 0 generated, 0 cached, 1 failed, 2 missing",
            ],
            lines.Written);
    }

    private static Task<Reply> Answer(Question.Input input, VariantContext context, CancellationToken cancellation)
    {
        if (input.Id == "q0") throw new VariantException(FailureKind.ServerError, "a secret answer");
        context.Report(new Usage(10, 2));
        return Task.FromResult(new Reply { Text = $"{input.Prompt.Number}" });
    }

    private Experiment<Question, Reply> Experiment() => _lab.Experiment([Question.Of(0), Question.Of(1), Question.Of(2)], [_variant]);

    private sealed class Lines : ILogger
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{logLevel} {formatter(state, exception)}");
    }
}
