using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Appends tasks, and newer versions of those whose content has changed.</summary>
internal sealed class TaskAppender(StoreContext store, RunStream journal, SharedAppender shared, RunReader reader, SpillFile spill)
{
    private readonly object _gate = new();
    private readonly StoredContents _written = new(spill);
    private RunReader _reader = reader;

    public void Follow(RunReader reader) => _reader = reader;

    /// <summary>Appends a task whose content the run does not hold.</summary>
    public void Append<T>(Digest key, string item, T task)
        where T : IExperimentTask<T> => Append(key, item, task, isRevision: false);

    /// <summary>The newest version of a task: in this run, or, while this run has none, in another one.</summary>
    public TaskContent? Find(KeyId key, RunId? source)
    {
        lock (_gate) return _written.Find(key) ?? _reader.ContentOf(key, source);
    }

    /// <summary>Appends a newer version of a task, unless it is the one that is known, or none is.</summary>
    public bool Revise<T>(Digest key, string item, T task, TaskContent content, TaskContent? known)
        where T : IExperimentTask<T>
    {
        // What is stored is compared with what would be.
        if (store.Redaction is { } redaction) content = TaskContent.Of(task, redaction);
        if (known is null || known == content) return false;
        Append(key, item, task, isRevision: true);
        return true;
    }

    private void Append<T>(Digest key, string item, T task, bool isRevision)
        where T : IExperimentTask<T>
    {
        SharedCollector collector = shared.Rent();
        JsonSpanWriter body = JsonSpanWriter.Rent(collector);
        try
        {
            SharedLines.BeginKeyed(ref body, T.Schema.Id, key, ",\"item\":"u8, store.Redaction?.Identify(item) ?? item);
            int value = body.Written.Length;
            body.Raw(",\"task\":"u8);
            int json = body.Written.Length;
            body.Redaction = store.Redaction;
            T.Write(ref body, task);
            body.DemandReadable(json);
            Append(key.Id, TaskContent.OfJson(body.Written[json..]), body.Written, value, isRevision, collector);
        }
        finally
        {
            body.Return();
            SharedAppender.Return(collector);
        }
    }

    private void Append(KeyId key, TaskContent content, ReadOnlySpan<byte> body, int value, bool isRevision, SharedCollector collector)
    {
        lock (_gate)
        {
            TaskContent? written = _written.Find(key);
            if (written == content) return;
            TaskContent? known = written ?? _reader.ContentOf(key, source: null);
            shared.Append(collector);
            if (isRevision || (known is not null && known != content)) AppendRevised(body, value);
            else journal.Append(LineKind.Task, body);
            _written.Set(key, content);
        }
    }

    // A later version says when it was made; the first is as old as its first record.
    private void AppendRevised(ReadOnlySpan<byte> task, int value)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            body.Raw(task[..value]);
            body.Raw(",\"revised\":"u8);
            body.Value(store.Options.Time.GetUtcNow().ToUniversalTime());
            body.Raw(task[value..]);
            journal.Append(LineKind.Task, body.Written);
        }
        finally
        {
            body.Return();
        }
    }
}
