using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Results;

/// <summary>
/// Exports a run as <c>results.jsonl</c>: one line a planned generation, in plan order, without run id, times, writer or sequence. Equal
/// results are equal bytes, whatever the order in which they came.
/// </summary>
public static class ResultsFile
{
    /// <summary>Writes the lines.</summary>
    public static void Write<TTask, TRecord>(Run<TTask, TRecord> run, Stream output)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(output);
        for (int i = 0; i < run.Plan.Count; i++)
        {
            JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
            try
            {
                Line(ref json, run, i);
                output.Write(json.Written);
            }
            finally
            {
                json.Return();
            }
        }
    }

    private static void Line<TTask, TRecord>(ref JsonSpanWriter json, Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        json.Raw("{\"key\":"u8);
        json.Value(run.Plan.Keys[index]);
        json.Raw(",\"item\":"u8);
        json.Value(run.Plan.TaskOf(index).Item);
        json.Raw(",\"variant\":"u8);
        json.Value(run.Plan.VariantOf(index).Name);
        json.Raw(",\"sample\":"u8);
        json.Value(run.Plan.SampleOf(index));
        ReadOnlyMemory<byte> record = run.JsonOf(index);
        if (!record.IsEmpty)
        {
            json.Raw(",\"record\":"u8);
            json.Raw(record.Span);
            Outputs(ref json, run, index);
            Scores(ref json, run, index);
        }
        else if (run.ErrorOf(index) is { } error)
        {
            json.Raw(","u8);
            Error(ref json, error);
        }

        else if (run.StateOf(index) == WorkState.Erased)
        {
            json.Raw(",\"erased\":true"u8);
        }

        json.Raw("}\n"u8);
    }

    // Without a transform there is no member: results of experiments that have none stay as they were.
    private static void Outputs<TTask, TRecord>(ref JsonSpanWriter json, Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (run.Plan.Experiment.Transforms.IsEmpty) return;
        json.Raw(",\"transforms\":{"u8);
        bool first = true;
        foreach (Transform<TRecord> transform in run.Plan.Experiment.Transforms)
        {
            if (run.TransformOf(index, transform) is not { } made) continue;
            if (!first) json.Raw(","u8);
            first = false;
            json.Value(transform.Name);
            json.Raw(":{"u8);
            Output(ref json, made);
            json.Raw("}"u8);
        }

        json.Raw("}"u8);
    }

    private static void Output(ref JsonSpanWriter json, StoredTransform made)
    {
        if (made.Error is { } error)
        {
            Error(ref json, error);
        }
        else if (made.None is { } reason)
        {
            json.Raw("\"none\":"u8);
            json.Value(reason);
        }
        else
        {
            json.Raw("\"output\":"u8);
            json.Raw(made.Json.Span);
        }
    }

    private static void Scores<TTask, TRecord>(ref JsonSpanWriter json, Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        json.Raw(",\"scores\":{"u8);
        bool first = true;
        for (int i = 0; i < run.Plan.Experiment.Evaluations.Length; i++)
        {
            StoredScore? score = run.ScoreOf(index, i);
            RecordError? error = score is null ? run.EvaluationErrorOf(index, i) : null;
            if (score is null && error is null) continue;
            if (!first) json.Raw(","u8);
            first = false;
            json.Value(run.Plan.Experiment.Evaluations[i].Name);
            json.Raw(":"u8);
            if (score is { } given) Score(ref json, given);
            else Failed(ref json, error!);
        }

        json.Raw("}"u8);
    }

    private static void Score(ref JsonSpanWriter json, in StoredScore score)
    {
        json.Raw("{"u8);
        if (score.Value is double value)
        {
            json.Raw("\"value\":"u8);
            json.Value(value);
        }
        else
        {
            json.Raw("\"unscored\":"u8);
            json.Value(score.Unscored);
        }

        Optional(ref json, ",\"label\":"u8, score.Label);
        Optional(ref json, ",\"explanation\":"u8, score.Explanation);
        json.Raw("}"u8);
    }

    private static void Failed(ref JsonSpanWriter json, RecordError error)
    {
        json.Raw("{"u8);
        Error(ref json, error);
        json.Raw("}"u8);
    }

    private static void Error(ref JsonSpanWriter json, RecordError error)
    {
        json.Raw("\"error\":{\"kind\":"u8);
        json.Value(error.Kind);
        json.Raw(",\"message\":"u8);
        json.Value(error.Message);
        json.Raw("}"u8);
    }

    private static void Optional(ref JsonSpanWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null) return;
        json.Raw(name);
        json.Value(text);
    }
}
