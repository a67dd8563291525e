using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>A record that an evaluator is asked about.</summary>
/// <param name="stage">Where the score goes.</param>
/// <param name="evaluation">The evaluation.</param>
/// <param name="item">The item.</param>
/// <param name="context">Which answer it is.</param>
/// <param name="head">What the score's line says of what is scored.</param>
/// <param name="score">Scores it.</param>
/// <param name="tracesContent">Traces hold what the evaluator says.</param>
internal readonly struct ScoreWork<TTask, TRecord>(
    EvaluateStage<TTask, TRecord> stage, EvaluationSpec<TTask, TRecord> evaluation, string item, ScoreContext context, StoredScore head,
    Func<ScoreContext, CancellationToken, ValueTask<Score>> score, bool tracesContent) : ILaneWork<Score>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    public long Seed => Identities.Seed(0, evaluation.Name, head.Generation.ToString());

    public string Item => item;

    public ValueTask<Score> AskAsync(int tries, CallReport report, CancellationToken cancellation) => score(context with { Reported = report }, cancellation);

    public Activity? Trace(int tries) => RunTelemetry.Evaluation(evaluation.Name, item);

    public void Traced(Activity? activity, in CallEnd end, in CallResult<Score> result)
    {
        RunTelemetry.Used(activity, "trialkeep.evaluation", evaluation.Name, end.Usage);
        RunTelemetry.Scored(activity, evaluation.Name, result.Answer, result.Failure?.Error, tracesContent);
    }

    public CallFailure? Keep(in CallEnd end, Score answer)
    {
        try
        {
            stage.Append(head with { Value = answer.Value, Label = answer.Label, Explanation = answer.Explanation, Unscored = ReasonOf(answer), Time = end.Time, Usage = end.Usage, Elapsed = Elapsed(end) });
            return null;
        }
        catch (ExperimentDataException exception)
        {
            return new(FailureDescription.Of(exception), null);
        }
    }

    public void Fail(in CallEnd end, RecordError error) => stage.Append(head with { Error = error, Time = end.Time, Usage = end.Usage, Elapsed = Elapsed(end) });

    public void Log(ILogger logger, int tries, RecordError error) => RunLog.NotScored(logger, evaluation.Name, item, error.Kind, error.Message);

    // It stands with what was used up, where anything was.
    private static TimeSpan? Elapsed(in CallEnd end) => end.Usage is null ? null : end.Elapsed;

    private static string? ReasonOf(in Score score) => score.Value is null && score.Reason is null ? "the evaluator returned no score and no reason" : score.Reason;
}
