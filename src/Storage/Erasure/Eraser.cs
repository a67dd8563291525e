using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Claims;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Erasure;

/// <summary>
/// Erases from a store. Everything that is to go is found before anything is written; the tombstones are durable before anything goes, so that a look-up never
/// finds what is half erased and a call that follows a killed one knows what that one knew. While it runs nobody works on the experiments concerned.
/// </summary>
internal sealed class Eraser
{
    private readonly StoreContext _store;
    private readonly EraseRequest _request;
    private readonly CancellationToken _cancellation;
    private readonly TextSearch? _text;
    private readonly Epitaph _epitaph;
    private readonly List<string> _experiments;
    private readonly HashSet<Digest> _hitObjects = [];
    private readonly List<RunEraser> _runs = [];
    private readonly List<Digest> _goingObjects = [];
    private readonly HashSet<KeyId> _tasks = [];
    private readonly HashSet<KeyId> _generations = [];

    /// <exception cref="StoreException">There is no such experiment, or the text is a part of a name.</exception>
    public Eraser(StoreContext store, EraseRequest request, CancellationToken cancellation)
    {
        _store = store;
        _request = request;
        _cancellation = cancellation;
        _text = request.Subject == ErasedSubject.Text ? new(request.Wanted) : null;
        _epitaph = new(store.Options.Time.GetUtcNow(), request.Reason, _text);
        _experiments = request.Experiment is { } one ? [one] : store.Experiments();
        if (request.Experiment is { } named)
        {
            Name.Check("experiment", named);
            if (!Directory.Exists(store.RunsFolder(named))) throw new StoreException(Problem.NotFound, $"The store has no experiment '{named}'; list the experiments for those it has.", store.RunsFolder(named));
        }

        foreach (string experiment in _experiments) DemandNoName(experiment, store.RunsFolder(experiment));
    }

    /// <summary>What would go; nothing is written.</summary>
    /// <exception cref="StoreException">Something can't be read.</exception>
    public EraseReport Plan()
    {
        Find();
        return Report(Tombstones());
    }

    /// <summary>Erases.</summary>
    /// <exception cref="StoreException">Somebody works on a run concerned (<see cref="Problem.Busy"/>); something can't be read or written.</exception>
    public EraseReport Erase()
    {
        using SafeFileHandle erasing = TombstoneFile.Lock(_store);
        List<ExperimentLocks> locks = [];
        EraseReport report;
        try
        {
            foreach (string experiment in _experiments) Lock(experiment, locks);
            Find();
            using SafeFileHandle? storing = _goingObjects.Count == 0 ? null : ExcludeStoring(locks);
            List<Tombstone> tombstones = Tombstones();
            report = Report(tombstones);
            TombstoneFile.Add(_store, tombstones);
            if (_text is not null) TombstoneFile.Mask(_store, _text);
            using (new CatalogWriter(_store).Discard()) Write();
        }
        finally
        {
            foreach (ExperimentLocks held in locks) held.Dispose();
        }

        new CatalogWriter(_store).Update(anew: false);
        return report;
    }

    private void Lock(string experiment, List<ExperimentLocks> locks)
    {
        ExperimentLocks held = ExperimentLocks.Take(_store, experiment);
        locks.Add(held);
        RunRemover.ClearLeftOvers(_store, experiment);
        ClearHalfBegun(experiment);
        foreach (RunFolder run in _store.Runs(experiment))
        {
            Links.Refuse(_store, run);
            TornTails.Cut(_store.Files, run, RunFile.Read(_store.Files, run).Ends);
            held.TakeWriters(run);
        }
    }

    // An object that goes may be one that somebody stores at this moment for an experiment from which nothing is erased: the line that refers to it comes after it.
    private SafeFileHandle ExcludeStoring(List<ExperimentLocks> locks)
    {
        SafeFileHandle held = ObjectsLock.Take(_store);
        try
        {
            foreach (string experiment in _store.Experiments().Except(_experiments, StringComparer.Ordinal)) locks.Add(ExperimentLocks.Take(_store, experiment));
            FindGoingObjects();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // A process was killed while it began a run: its folder means nothing, and its manifest names items.
    private void ClearHalfBegun(string experiment)
    {
        foreach (string path in Directory.EnumerateDirectories(_store.RunsFolder(experiment)).Order(StringComparer.Ordinal).ToArray())
        {
            if (!RunId.TryParse(Path.GetFileName(path), out RunId id) || File.Exists(Path.Combine(path, RunFolder.RunFileName))) continue;
            RunFolder run = _store.Run(experiment, id);
            Links.Refuse(_store, run);
            using (RunLock.Take(_store.Files, run)) SystemErrors.Write(path, () => FolderTree.Remove(_store.Files, path));
        }
    }

    private void Find()
    {
        Recall();
        FindObjects();
        foreach (string experiment in _experiments)
        {
            foreach (RunFolder run in _store.Runs(experiment)) DemandNoName(run.Id.Text, run.Folder);
            ErasureSearch search = new(_store, experiment, _request, _text, _hitObjects, _tasks, _generations, _cancellation);
            search.Run();
            _runs.AddRange(search.Runs.Select(run => new RunEraser(_store, run, search, _request, _text, _epitaph)));
        }

        HashSet<Digest> dropped = [];
        foreach (RunEraser run in _runs)
        {
            _cancellation.ThrowIfCancellationRequested();
            run.Survey();
            dropped.UnionWith(run.KeptData(_hitObjects));
        }

        foreach (RunEraser run in _runs) run.Drop(dropped);
        FindGoingObjects();
    }

    // What a call of the same kind knew that was killed before it was through.
    private void Recall()
    {
        if (_request.Subject == ErasedSubject.Task) _tasks.Add(_request.Key);
        if (_request.Subject == ErasedSubject.Generation) _generations.Add(_request.Key);
        foreach (Tombstone tombstone in TombstoneFile.Read(_store).Where(one => one.By == _request.Id && (one.Experiment is null || one.Experiment == _request.Experiment)))
        {
            if (tombstone.Of == ErasedSubject.Task) _tasks.Add(tombstone.Id);
            if (tombstone.Of == ErasedSubject.Generation) _generations.Add(tombstone.Id);
        }
    }

    private void FindObjects()
    {
        if (_text is null) return;
        ObjectStore objects = new(_store);
        foreach (StoredObject stored in objects.All())
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_text.IsInFile(_store.Files, objects.PathOf(stored.Content))) _hitObjects.Add(stored.Content);
        }
    }

    private void FindGoingObjects()
    {
        _goingObjects.Clear();
        HashSet<Digest> going = [.. _runs.SelectMany(static run => run.ObjectsGoing)];
        going.UnionWith(_hitObjects);
        if (going.Count == 0) return;
        HashSet<Digest> staying = [.. _runs.SelectMany(static run => run.ObjectsStaying)];
        ObjectStore objects = new(_store);
        if (_store.Experiments().Except(_experiments, StringComparer.Ordinal).Any())
        {
            objects.VisitReferences(reference =>
            {
                if (!_experiments.Contains(reference.Experiment)) staying.Add(reference.Content);
            });
        }

        _goingObjects.AddRange(going.Where(one => !staying.Contains(one) && objects.Contains(one)).OrderBy(static one => one.ToString(), StringComparer.Ordinal));
    }

    private List<Tombstone> Tombstones()
    {
        HashSet<KeyId> generations = [.. _generations], tasks = [.. _tasks];
        foreach (RunEraser run in _runs)
        {
            generations.UnionWith(run.Run.Generations);
            tasks.UnionWith(run.Run.Tasks);
        }

        // Of a text: another run's answer, or its version of the task, may be without it.
        foreach (RunEraser run in _runs)
        {
            generations.ExceptWith(run.Succeeded);
            tasks.ExceptWith(run.Tasks);
        }

        List<Tombstone> tombstones = [];
        if (_request.Subject == ErasedSubject.Item || (_text is not null && (_goingObjects.Count > 0 || _runs.Exists(static run => run.Counts.Count > 0)))) tombstones.Add(Stone(_request.Subject, _request.Id));
        tombstones.AddRange(tasks.Order().Select(task => Stone(ErasedSubject.Task, task)));
        tombstones.AddRange(generations.Order().Select(generation => Stone(ErasedSubject.Generation, generation)));
        return tombstones;
    }

    private Tombstone Stone(ErasedSubject of, KeyId id) => new(of, id, _request.Experiment, _request.Id, _epitaph.Time, _epitaph.Reason);

    private EraseReport Report(List<Tombstone> tombstones)
    {
        ImmutableArray<ErasedPart>.Builder parts = ImmutableArray.CreateBuilder<ErasedPart>();
        foreach (RunEraser run in _runs) parts.AddRange(run.Counts.Select(count => new ErasedPart(run.Run.Run.Experiment, run.Run.Run.Id, count.Key, count.Value)));
        if (_goingObjects.Count > 0) parts.Add(new(null, null, ErasedKind.Object, _goingObjects.Count));
        return new(parts.ToImmutable(), tombstones.Count(static one => one.Of == ErasedSubject.Generation));
    }

    private void Write()
    {
        if (_request.Experiment is null) ClaimFile.Discard(_store);
        WriterFiles.RemoveAll(_store, _experiments);
        // Before the lines that name them: those tell a call that follows a killed one which objects these are.
        if (_text is null) RemoveObjects();
        Dictionary<string, ErasedWork> erased = _experiments.ToDictionary(static one => one, one => new ErasedWork(_store, one));
        // Newer runs refer to older ones.
        foreach (RunEraser run in Enumerable.Reverse(_runs)) run.Write(key => erased[run.Run.Run.Experiment].Find(key) is not null, _cancellation);
        // After them: an object that holds a text is found again by it, and tells which lines name it.
        if (_text is not null) RemoveObjects();
    }

    private void RemoveObjects()
    {
        ObjectStore objects = new(_store);
        foreach (string path in _goingObjects.Select(objects.PathOf)) SystemErrors.Write(path, () => Remove(path));
    }

    private void Remove(string path)
    {
        _store.Files.Delete(path);
        _store.Files.FlushFolder(Path.GetDirectoryName(path)!);
    }

    private void DemandNoName(string name, string path)
    {
        if (_text is null || !_text.IsIn(name)) return;
        throw new StoreException(Problem.BadState, $"The text stands in the name '{name}', by which the store finds things, and can't be erased there; move what is to stay to another store, and delete the rest. Nothing was erased.", path);
    }
}
