using System.Collections.Concurrent;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Appends templates and shared texts, each once, before the first line that refers to them.</summary>
internal sealed class SharedAppender
{
    [ThreadStatic]
    private static SharedCollector? t_collector;

    private readonly RunStream _journal;
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<KeyId, bool> _stored = new();
    private readonly Func<KeyId, bool> _isStored;

    public SharedAppender(RunStream journal)
    {
        _journal = journal;
        _isStored = _stored.ContainsKey;
    }

    /// <summary>What notes, while a value is encoded, what is missing; the caller gives it back by <see cref="Return"/>.</summary>
    public SharedCollector Rent()
    {
        SharedCollector? cached = t_collector;
        t_collector = null;
        return cached is not null && cached.Serves(_isStored) ? cached : new(_isStored);
    }

    public static void Return(SharedCollector collector)
    {
        collector.Clear();
        t_collector = collector;
    }

    /// <summary>Appends what was found to be missing.</summary>
    // The id is marked as stored after its line was appended: whoever sees the mark may append a line that refers to it.
    public void Append(SharedCollector shared)
    {
        if (shared.Missing.Count == 0) return;
        lock (_gate)
        {
            foreach ((KeyId id, Template? template, string text) in shared.Missing)
            {
                if (_stored.ContainsKey(id)) continue;
                Append(id, template, text);
                _stored.TryAdd(id, true);
            }
        }
    }

    private void Append(KeyId id, Template? template, string text)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            if (template is null) SharedLines.WriteText(ref body, id, text);
            else SharedLines.WriteTemplate(ref body, template);
            _journal.Append(template is null ? LineKind.Text : LineKind.Template, body.Written);
        }
        finally
        {
            body.Return();
        }
    }
}
