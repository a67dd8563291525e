using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>An input that a transform is asked for.</summary>
/// <param name="item">The record.</param>
/// <param name="envelope">What the line says of it.</param>
/// <param name="make">Makes the output.</param>
internal readonly struct TransformWork<TOutput>(TransformItem item, TransformEnvelope envelope, Func<TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> make)
    : ILaneWork<Transformed<TOutput>>
    where TOutput : IExperimentRecord<TOutput>
{
    public long Seed => Identities.Seed(0, envelope.Name, envelope.Generation.ToString());

    public string Item => item.Item;

    public ValueTask<Transformed<TOutput>> AskAsync(int tries, CallReport report, CancellationToken cancellation) => make(new TransformContext { Reported = report }, cancellation);

    public Activity? Trace(int tries) => RunTelemetry.Transform(envelope.Name, item);

    public void Traced(Activity? activity, in CallEnd end, in CallResult<Transformed<TOutput>> result)
    {
        RunTelemetry.Used(activity, "trialkeep.transform", envelope.Name, end.Usage);
        RunTelemetry.Failed(activity, result.Failure?.Error, item.TracesContent);
    }

    public CallFailure? Keep(in CallEnd end, Transformed<TOutput> answer)
    {
        try
        {
            if (answer.Value is { } output && answer.Reason is null) item.Writer.Transform(Envelope(end), output);
            else item.Writer.TransformNone(Envelope(end), answer.Reason ?? "the transform returned no output and no reason");
        }
#pragma warning disable CA1031 // Whatever writing an output throws is a failure of that record, never of the run.
        catch (Exception exception) when (exception is not TrialKeep.Storage.StoreException)
#pragma warning restore CA1031
        {
            return new(FailureDescription.Of(exception), null);
        }

        item.Made();
        return null;
    }

    public void Fail(in CallEnd end, RecordError error) => item.Writer.TransformFailure(Envelope(end), error);

    public void Log(ILogger logger, int tries, RecordError error) => RunLog.NotTransformed(logger, envelope.Name, item.Item, error.Kind, error.Message);

    private TransformEnvelope Envelope(in CallEnd end) => envelope with { Time = end.Time, Usage = end.Usage, Elapsed = end.Usage is null ? null : end.Elapsed };
}
