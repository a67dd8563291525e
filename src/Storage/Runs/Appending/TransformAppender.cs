using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Appends what transforms made of records: an output, nothing and why, or a failure.</summary>
internal sealed class TransformAppender(StoreContext store, RunStream journal, SharedAppender shared)
{
    public Appended Append<TOutput>(in TransformEnvelope envelope, TOutput output)
        where TOutput : IExperimentRecord<TOutput>
    {
        LineName.Check("transform", envelope.Name);
        SharedCollector collector = shared.Rent();
        JsonSpanWriter value = JsonSpanWriter.Rent(collector);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            value.Redaction = store.Redaction;
            TOutput.Write(ref value, output);
            value.DemandReadable(0);
            shared.Append(collector);
            TransformLine.WriteValue(ref body, envelope, TOutput.Schema.Id, TOutput.Schema.Version, value.Written);
            return journal.Append(LineKind.Transform, body.Written);
        }
        finally
        {
            body.Return();
            value.Return();
            SharedAppender.Return(collector);
        }
    }

    public Appended AppendNone(in TransformEnvelope envelope, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        LineName.Check("transform", envelope.Name);
        JsonSpanWriter value = JsonSpanWriter.Rent(shared: null);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            value.Redaction = store.Redaction;
            value.Value(reason);
            TransformLine.WriteNone(ref body, envelope, value.Written);
            return journal.Append(LineKind.Transform, body.Written);
        }
        finally
        {
            body.Return();
            value.Return();
        }
    }

    public Appended AppendFailure(in TransformEnvelope envelope, RecordError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        LineName.Check("transform", envelope.Name);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            TransformLine.WriteFailure(ref body, envelope, error, store.Redaction);
            return journal.Append(LineKind.Transform, body.Written);
        }
        finally
        {
            body.Return();
        }
    }
}
