using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Events;

/// <summary>The events of a run as they were when its reader was opened. Nothing is kept in memory: every call streams the journal.</summary>
public sealed class EventReader
{
    private readonly FileOperations _files;
    private readonly RunFolder _run;
    private readonly RunIndex _index;

    internal EventReader(FileOperations files, RunFolder run, RunIndex index)
    {
        _files = files;
        _run = run;
        _index = index;
    }

    /// <summary>Whether there is any; known without reading.</summary>
    public bool Any => _index.Side.Count(LineKind.Event) > 0;

    /// <summary>All of them, writer by writer, as they were written.</summary>
    /// <exception cref="StoreException">While reading: a segment can't be read.</exception>
    public IEnumerable<StoredEvent> All() => SideScan.Read(_files, _run, _index, LineKind.Event, EventLine.Reader());

    /// <summary>Those of one generation, or of the run itself.</summary>
    /// <param name="generation">The generation; null for the run itself.</param>
    public IEnumerable<StoredEvent> Of(KeyId? generation) => All().Where(happened => happened.Generation == generation);
}
