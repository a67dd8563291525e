using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Measurements;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Appends what was seen beside the records: measurements and events.</summary>
internal sealed class ObservationAppender(StoreContext store, RunStream journal)
{
    private delegate void WriteData<T>(ref JsonSpanWriter body, T data);

    public Appended AppendMeasurement(KeyId? generation, string name, double value, long step, DateTimeOffset? time)
    {
        LineName.Check("measurement", name);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            MeasurementLine.Write(ref body, new(generation, name, step, value, time ?? store.Options.Time.GetUtcNow()));
            return journal.Append(LineKind.Measurement, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    public Appended AppendEvent(RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return AppendEvent(happened, happened.Data, static (ref JsonSpanWriter body, JsonElement? data) =>
        {
            if (data is { } value) body.Value(value);
            else body.Null();
        });
    }

    public Appended AppendEvent<T>(RunEvent happened, T data)
        where T : ICodec<T>
    {
        ArgumentNullException.ThrowIfNull(happened);
        return AppendEvent(happened, data, static (ref JsonSpanWriter body, T value) => T.Write(ref body, value));
    }

    private Appended AppendEvent<T>(RunEvent happened, T data, WriteData<T> write)
    {
        LineName.Check("event", happened.Name);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            EventLine.Begin(ref body, happened, happened.Time ?? store.Options.Time.GetUtcNow(), store.Redaction);
            int json = body.Written.Length;
            write(ref body, data);
            body.DemandReadable(json);
            return journal.Append(LineKind.Event, body.Written);
        }
        finally
        {
            body.Return();
        }
    }
}
