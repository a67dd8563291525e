using TrialKeep.Orchestration.Views;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Specs;

/// <summary>An evaluation of the records themselves.</summary>
internal sealed class RecordEvaluation<TTask, TRecord>(string name, Evaluator<TTask, TRecord> evaluator, CodeIdentity code)
    : EvaluationSpec<TTask, TRecord>(name, () => evaluator.Settings, evaluator.IsJudge, code)
    where TRecord : IExperimentRecord<TRecord>
{
    public override Evaluator<TTask, TRecord> Evaluator => evaluator;

    internal override Schema Scored => TRecord.Schema;

    internal override byte[] View(RunReader reader, in StoredGeneration generation, out KeyId output) => RenderedView.Whole(reader.ReadRecord<TRecord>(generation, out output));

    internal override Func<ScoreContext, CancellationToken, ValueTask<Score>> Open(RunReader reader, TTask task, in StoredGeneration generation, out KeyId output)
    {
        TRecord record = reader.ReadRecord<TRecord>(generation, out output);
        return (context, now) => evaluator.EvaluateAsync(task, record, context, now);
    }
}
