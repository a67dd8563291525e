using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Appends what answers a generation: a record, a failed attempt, or the record of another run.</summary>
internal sealed class RecordAppender(StoreContext store, RunStream journal, SharedAppender shared)
{
    public Appended Append<TRecord>(in RecordEnvelope envelope, TRecord record, bool wantsOutput, out Digest output)
        where TRecord : IExperimentRecord<TRecord>
    {
        SharedCollector collector = shared.Rent();
        JsonSpanWriter body = JsonSpanWriter.Rent(collector);
        try
        {
            RecordLine.WriteRecord(ref body, envelope, record, store.Redaction, out int json);
            body.DemandReadable(json);
            output = wantsOutput ? Digest.Of(body.Written[json..]) : default;
            shared.Append(collector);
            return journal.Append(LineKind.Record, body.Written);
        }
        finally
        {
            body.Return();
            SharedAppender.Return(collector);
        }
    }

    public Appended AppendFailure(in RecordEnvelope envelope, RecordError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            RecordLine.WriteFailure(ref body, envelope, error, store.Redaction);
            return journal.Append(LineKind.Record, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    public Appended AppendReuse(KeyId generation, RecordReference source)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            ReuseLine.Write(ref body, generation, source);
            return journal.Append(LineKind.Reuse, body.Written);
        }
        finally
        {
            body.Return();
        }
    }
}
