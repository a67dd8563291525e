using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>How long a call would take from start to end: stage after stage, and within each as many calls at once as the call and their limits allow.</summary>
internal static class EstimatedTime
{
    /// <param name="plan">The plan.</param>
    /// <param name="variants">What the variants take.</param>
    /// <param name="transforms">What the transforms take, as declared.</param>
    /// <param name="evaluations">What the evaluations take, as declared.</param>
    /// <param name="options">How the call would run.</param>
    /// <param name="all">The seconds of all calls, one after the other.</param>
    public static EstimatedFigure Of<TTask, TRecord>(
        Plan<TTask, TRecord> plan, VariantEstimate[] variants, TransformEstimate[] transforms, EvaluationEstimate[] evaluations, RunOptions options, in EstimatedFigure all)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (all.Value is null || all.Observations == 0) return all;
        Experiment<TTask, TRecord> experiment = plan.Experiment;
        List<Work[]> stages = [[.. variants.Select(one => new Work(one.Calls, one.Seconds, one.InputTokens, one.OutputTokens, options.Limits.Over(experiment.VariantLimits.GetValueOrDefault(one.Variant))))]];
        // Transforms of one depth run together.
        stages.AddRange(experiment.Transforms.Zip(transforms).GroupBy(static one => one.First.Depth).OrderBy(static depth => depth.Key)
            .Select(depth => depth.Select(one => Of(one.Second.Outputs, one.Second.Usage, LimitsOf(experiment.TransformLimits.GetValueOrDefault(one.First.Name), isCaller: false, options))).ToArray()));
        stages.AddRange(experiment.Evaluations.Zip(evaluations)
            .Select(one => new[] { Of(one.Second.Scores, one.Second.Usage, LimitsOf(experiment.EvaluationLimits.GetValueOrDefault(one.First.Name), one.First.IsJudge, options)) }));
        double seconds = stages.Sum(stage => Of(stage, options.Parallelism));
        return all with { Value = seconds, Basis = string.Create(CultureInfo.InvariantCulture, $"{all.Basis}, {options.Parallelism} at once, within the limits") };
    }

    // Calls share the call's parallelism; the limits of one may make it the longest.
    private static double Of(Work[] stage, int parallelism)
    {
        double longest = stage.Sum(static work => work.Seconds.Value ?? 0) / Math.Max(1, Math.Min(parallelism, stage.Sum(static work => work.Calls)));
        foreach (Work work in stage)
        {
            if (work.Limits.Concurrency is { } most) longest = Math.Max(longest, (work.Seconds.Value ?? 0) / most);
            if (work.Limits.RequestsPerMinute is { } requests) longest = Math.Max(longest, work.Calls * 60 / requests);
            if (work.Limits.TokensPerMinute is { } tokens) longest = Math.Max(longest, ((work.Input.Value ?? 0) + (work.Output.Value ?? 0)) * 60 / tokens);
        }

        return longest;
    }

    private static Work Of(int calls, UsageEstimate usage, VariantLimits limits) => usage.IsNothing ? new(0, usage.Seconds, usage.InputTokens, usage.OutputTokens, new()) : new(calls, usage.Seconds, usage.InputTokens, usage.OutputTokens, limits);

    // What the experiment does not say to call somebody is called without limits.
    private static VariantLimits LimitsOf(VariantLimits? own, bool isCaller, RunOptions options) => own is not null || isCaller ? options.Limits.Over(own) : new();

    private readonly record struct Work(int Calls, EstimatedFigure Seconds, EstimatedFigure Input, EstimatedFigure Output, VariantLimits Limits);
}
