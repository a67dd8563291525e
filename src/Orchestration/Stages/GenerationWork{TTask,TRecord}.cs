using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>A generation that a variant is asked for.</summary>
internal readonly struct GenerationWork<TTask, TRecord>(GenerateStage<TTask, TRecord> stage, Plan<TTask, TRecord> plan, PendingGeneration generation, bool tracesContent) : ILaneWork<TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly PlannedTask<TTask> _task = plan.TaskOf(generation.Index).Identified();

    private readonly VariantSpec<TTask, TRecord> _variant = plan.VariantOf(generation.Index);

    public long Seed { get; } = Identities.Seed(0, "generation", plan.Keys[generation.Index].ToString());

    public string Item => _task.Item;

    public ValueTask<TRecord> AskAsync(int tries, CallReport report, CancellationToken cancellation)
    {
        (GenerateStage<TTask, TRecord> keeper, PlannedTask<TTask> task, int index) = (stage, _task, generation.Index);
        VariantContext context = new(Item, plan.SampleOf(index), Attempt(tries), Seed)
        {
            Reported = report,
            Keeper = (artifact, content, stopped) => keeper.KeepAsync(index, task, artifact, content, stopped),
        };
        return new(_variant.Answer(_task.Task, context, cancellation) ?? throw new InvalidOperationException($"The variant '{_variant.Name}' returned null instead of a task."));
    }

    public Activity? Trace(int tries) => RunTelemetry.Attempt(_variant.Name, Item, plan.SampleOf(generation.Index), Attempt(tries));

    public void Traced(Activity? activity, in CallEnd end, in CallResult<TRecord> result)
    {
        RunTelemetry.Ended(activity, _variant.Name, end, result.Failure?.Error, tracesContent);
        if (tracesContent && result.Answer is { } record) activity?.SetTag("trialkeep.output", Encoding.UTF8.GetString(Json.Write(record)));
    }

    public CallFailure? Keep(in CallEnd end, TRecord answer) => stage.Append(generation.Index, _task, Envelope(end), answer);

    public void Fail(in CallEnd end, RecordError error) => stage.Append(generation.Index, _task, Envelope(end), error);

    public void Log(ILogger logger, int tries, RecordError error) => RunLog.Failed(logger, _variant.Name, Item, Attempt(tries), error.Kind, error.Message);

    private int Attempt(int tries) => generation.Attempt + tries - 1;

    private RecordEnvelope Envelope(in CallEnd end) =>
        new(plan.Keys[generation.Index], _task.Key.Id, _variant.Key.Id, plan.SampleOf(generation.Index), Attempt(end.Tries), end.Time, end.Elapsed) { Usage = end.Usage, Outcome = end.Outcome };
}
