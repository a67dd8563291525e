using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Appends variants, each once with each code.</summary>
internal sealed class VariantAppender(StoreContext store, RunStream journal, SharedAppender shared)
{
    private readonly object _gate = new();
    private readonly HashSet<(KeyId, CodeIdentity)> _stored = [];

    public void Append<T>(Digest key, string name, CodeIdentity code, T variant)
        where T : IExperimentVariant<T>
    {
        lock (_gate)
        {
            if (_stored.Contains((key.Id, code))) return;
            AppendLine(key, name, code, variant);
            _stored.Add((key.Id, code));
        }
    }

    private void AppendLine<T>(Digest key, string name, CodeIdentity code, T variant)
        where T : IExperimentVariant<T>
    {
        SharedCollector collector = shared.Rent();
        JsonSpanWriter body = JsonSpanWriter.Rent(collector);
        try
        {
            SharedLines.BeginKeyed(ref body, T.Schema.Id, key, ",\"name\":"u8, store.Redaction?.Identify(name) ?? name);
            body.Raw(",\"code\":"u8);
            body.Redaction = store.Redaction;
            body.Value(code.Text);
            body.Raw(",\"variant\":"u8);
            int json = body.Written.Length;
            T.Write(ref body, variant);
            body.DemandReadable(json);
            shared.Append(collector);
            journal.Append(LineKind.Variant, body.Written);
        }
        finally
        {
            body.Return();
            SharedAppender.Return(collector);
        }
    }
}
