using System.Diagnostics;
using System.Diagnostics.Metrics;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Telemetry;

/// <summary>
/// Traces and measures of calls, under the name <c>TrialKeep</c>. Attributes of OpenTelemetry's conventions for generative AI are used where there are some
/// (<c>gen_ai.usage.*</c>, <c>gen_ai.token.type</c>, the event <c>gen_ai.evaluation.result</c>, <c>error.type</c>); others start with <c>trialkeep.</c>. What a
/// chat client measures itself (<c>gen_ai.client.*</c>) is not measured a second time here. Without a listener it costs a comparison an item.
/// </summary>
internal static class RunTelemetry
{
    public const string Name = "TrialKeep";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_attempts = s_meter.CreateHistogram<double>("trialkeep.attempt.duration", "s", "How long a try of a variant took");
    private static readonly Counter<long> s_items = s_meter.CreateCounter<long>("trialkeep.items", "{item}", "Work items that ended, by stage and outcome");
    private static readonly Counter<long> s_tokens = s_meter.CreateCounter<long>("trialkeep.tokens", "{token}", "Tokens that variants reported");
    private static readonly Counter<double> s_cost = s_meter.CreateCounter<double>("trialkeep.cost", null, "What variants cost, in the currency of the prices");

    /// <summary>A call.</summary>
    public static Activity? Run(string experiment, RunId run)
    {
        Activity? activity = s_source.StartActivity("run");
        activity?.SetTag("trialkeep.experiment", experiment);
        activity?.SetTag("trialkeep.run", run.Text);
        return activity;
    }

    /// <summary>One try of a variant.</summary>
    public static Activity? Attempt(string variant, VariantContext context)
    {
        if (!s_source.HasListeners()) return null;
        Activity? activity = s_source.StartActivity($"generate {variant}");
        activity?.SetTag("trialkeep.variant", variant);
        activity?.SetTag("trialkeep.item", context.ItemId);
        activity?.SetTag("trialkeep.sample", context.Sample);
        activity?.SetTag("trialkeep.attempt", context.Attempt);
        return activity;
    }

    /// <summary>A try is over.</summary>
    public static void Ended(Activity? activity, string variant, in RecordEnvelope envelope, RecordError? error, bool withContent)
    {
        if (s_attempts.Enabled) s_attempts.Record(envelope.Elapsed.TotalSeconds, new KeyValuePair<string, object?>("trialkeep.variant", variant), new("error.type", error?.Kind));
        if (envelope.Usage is { } usage) Count(activity, variant, usage);
        if (activity is null) return;
        if (envelope.Outcome != AnswerOutcome.Complete) activity.SetTag("trialkeep.outcome", envelope.Outcome == AnswerOutcome.Refused ? "refused" : "truncated");
        Fail(activity, error, withContent);
    }

    /// <summary>A work item is over.</summary>
    public static void Item(string stage, string name, string outcome)
    {
        if (s_items.Enabled) s_items.Add(1, new KeyValuePair<string, object?>("trialkeep.stage", stage), new("trialkeep.name", name), new("trialkeep.outcome", outcome));
    }

    /// <summary>The scoring of a record.</summary>
    public static Activity? Evaluation(string evaluation, string item)
    {
        if (!s_source.HasListeners()) return null;
        Activity? activity = s_source.StartActivity($"evaluate {evaluation}");
        activity?.SetTag("gen_ai.evaluation.name", evaluation);
        activity?.SetTag("trialkeep.item", item);
        return activity;
    }

    /// <summary>A record was scored, or could not be.</summary>
    public static void Scored(Activity? activity, string evaluation, in Score score, RecordError? error, bool withContent)
    {
        if (activity is null) return;
        ActivityTagsCollection tags = new() { ["gen_ai.evaluation.name"] = evaluation };
        if (score.Value is { } value) tags["gen_ai.evaluation.score.value"] = value;
        if (withContent && score.Label is { } label) tags["gen_ai.evaluation.score.label"] = label;
        if (withContent && (score.Explanation ?? score.Reason) is { } why) tags["gen_ai.evaluation.explanation"] = why;
        if (error is not null) tags["error.type"] = error.Kind;
        activity.AddEvent(new("gen_ai.evaluation.result", tags: tags));
        Fail(activity, error, withContent);
    }

    private static void Count(Activity? activity, string variant, Usage usage)
    {
        activity?.SetTag("gen_ai.usage.input_tokens", usage.InputTokens);
        activity?.SetTag("gen_ai.usage.output_tokens", usage.OutputTokens);
        KeyValuePair<string, object?> name = new("trialkeep.variant", variant);
        s_tokens.Add(usage.InputTokens, name, new("gen_ai.token.type", "input"));
        s_tokens.Add(usage.OutputTokens, name, new("gen_ai.token.type", "output"));
        if (usage.Cost is not { } cost) return;
        activity?.SetTag("trialkeep.cost", (double)cost);
        s_cost.Add((double)cost, name);
    }

    private static void Fail(Activity activity, RecordError? error, bool withContent)
    {
        if (error is null) return;
        activity.SetTag("error.type", error.Kind);
        activity.SetStatus(ActivityStatusCode.Error, withContent ? error.Message : null);
    }
}
