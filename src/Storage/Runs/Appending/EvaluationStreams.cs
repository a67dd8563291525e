using System.Collections.Concurrent;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>The streams of a run's evaluations, each made when it is asked for first and opened by its first score.</summary>
internal sealed class EvaluationStreams(StoreContext store, RunFolder run, StreamOpener opener, Action takeUp)
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, EvaluationWriter> _writers = new(StringComparer.Ordinal);
    private volatile Asked? _asked;

    public EvaluationWriter Get(string name, Digest identity)
    {
        // Whoever scores asks for the same one with every score.
        if (_asked is { } asked && asked.Name == name && asked.Identity == identity) return asked.Writer;
        Name.Check("evaluation", name);
        EvaluationWriter writer = Get(run.Evaluation(name, identity), name, identity);
        _asked = new(name, identity, writer);
        return writer;
    }

    public async ValueTask FlushAsync()
    {
        foreach (EvaluationWriter writer in All()) await writer.FlushAsync().ConfigureAwait(false);
    }

    public void Close()
    {
        foreach (EvaluationWriter writer in All()) writer.Close();
    }

    /// <summary>Adds how far what the writer of this name has appended is on the device.</summary>
    public RunEnds NoteEnds(RunEnds ends, string writer) => _writers.Aggregate(ends, (noted, stream) => noted.With(stream.Key, writer, stream.Value.FlushedSequence));

    private EvaluationWriter Get(StreamName stream, string name, Digest identity)
    {
        lock (_gate)
        {
            if (_writers.TryGetValue(stream.Name, out EvaluationWriter? known)) return known;
            Name.CheckCase("evaluation", stream.Name, run.EvaluationsFolder);
            EvaluationWriter writer = new(new(() => opener.Open(stream, new(name, identity)), takeUp), store.Redaction);
            _writers[stream.Name] = writer;
            return writer;
        }
    }

    private EvaluationWriter[] All() => [.. _writers.Values];

    private sealed record Asked(string Name, Digest Identity, EvaluationWriter Writer);
}
