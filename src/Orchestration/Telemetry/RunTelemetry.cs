using System.Diagnostics;
using System.Diagnostics.Metrics;
using TrialKeep.Orchestration.Stages;
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
    private static readonly Counter<long> s_tokens = s_meter.CreateCounter<long>("trialkeep.tokens", "{token}", "Tokens that variants, transforms and evaluators reported");
    private static readonly Counter<double> s_cost = s_meter.CreateCounter<double>("trialkeep.cost", null, "What variants, transforms and evaluators cost, in the currency of the prices");

    /// <summary>A call.</summary>
    public static Activity? Run(string experiment, RunId run)
    {
        Activity? activity = s_source.StartActivity("run");
        activity?.SetTag("trialkeep.experiment", experiment);
        activity?.SetTag("trialkeep.run", run.Text);
        return activity;
    }

    /// <summary>One try of a variant.</summary>
    public static Activity? Attempt(string variant, string item, int sample, int attempt)
    {
        if (!s_source.HasListeners()) return null;
        Activity? activity = s_source.StartActivity($"generate {variant}");
        activity?.SetTag("trialkeep.variant", variant);
        activity?.SetTag("trialkeep.item", item);
        activity?.SetTag("trialkeep.sample", sample);
        activity?.SetTag("trialkeep.attempt", attempt);
        return activity;
    }

    /// <summary>A try is over.</summary>
    public static void Ended(Activity? activity, string variant, in CallEnd end, RecordError? error, bool withContent)
    {
        if (s_attempts.Enabled) s_attempts.Record(end.Elapsed.TotalSeconds, new KeyValuePair<string, object?>("trialkeep.variant", variant), new("error.type", error?.Kind));
        Used(activity, "trialkeep.variant", variant, end.Usage);
        if (activity is null) return;
        if (end.Outcome != AnswerOutcome.Complete) activity.SetTag("trialkeep.outcome", end.Outcome == AnswerOutcome.Refused ? "refused" : "truncated");
        Failed(activity, error, withContent);
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
        Failed(activity, error, withContent);
    }

    /// <summary>The transforming of a record.</summary>
    public static Activity? Transform(string transform, in TransformItem item)
    {
        if (!s_source.HasListeners()) return null;
        Activity? activity = s_source.StartActivity($"transform {transform}");
        activity?.SetTag("trialkeep.transform", transform);
        activity?.SetTag("trialkeep.item", item.Item);
        return activity;
    }

    /// <summary>What a try has used up.</summary>
    /// <param name="activity">Its trace.</param>
    /// <param name="kind">The attribute that names who was called.</param>
    /// <param name="called">Who was called.</param>
    /// <param name="said">What it said; null for nothing.</param>
    public static void Used(Activity? activity, string kind, string called, Usage? said)
    {
        if (said is not { } usage) return;
        activity?.SetTag("gen_ai.usage.input_tokens", usage.InputTokens);
        activity?.SetTag("gen_ai.usage.output_tokens", usage.OutputTokens);
        KeyValuePair<string, object?> name = new(kind, called);
        s_tokens.Add(usage.InputTokens, name, new("gen_ai.token.type", "input"));
        s_tokens.Add(usage.OutputTokens, name, new("gen_ai.token.type", "output"));
        if (usage.Cost is not { } cost) return;
        activity?.SetTag("trialkeep.cost", (double)cost);
        s_cost.Add((double)cost, name);
    }

    /// <summary>A try has failed, if there is an error.</summary>
    public static void Failed(Activity? activity, RecordError? error, bool withContent)
    {
        if (error is null || activity is null) return;
        activity.SetTag("error.type", error.Kind);
        activity.SetStatus(ActivityStatusCode.Error, withContent ? error.Message : null);
    }
}
