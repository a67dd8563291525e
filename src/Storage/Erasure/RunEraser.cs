using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Erasure;

/// <summary>
/// Takes out of one run what was found. First it is looked at what goes and what stays, then it is written: who refers before what is referred to, and last what tells which generations are
/// concerned, so that whoever is killed in between can be followed by another.
/// </summary>
internal sealed class RunEraser
{
    private const string Mask = "erased~";
    private readonly StoreContext _store;
    private readonly RunErasure _run;
    private readonly ErasureSearch _search;
    private readonly EraseRequest _request;
    private readonly TextSearch? _text;
    private readonly Epitaph _epitaph;
    private readonly SortedDictionary<ErasedKind, long> _counts = [];
    private readonly HashSet<KeyId> _failed = [];
    private readonly List<string> _files = [];
    private readonly SideScan.ReadLine<StoredArtifact> _readArtifact = ArtifactLine.Reader();
    private IReadOnlyList<ManifestEntry> _manifest = [];
    private bool _concerned;

    public RunEraser(StoreContext store, RunErasure run, ErasureSearch search, EraseRequest request, TextSearch? text, Epitaph epitaph) =>
        (_store, _run, _search, _request, _text, _epitaph) = (store, run, search, request, text, epitaph);

    /// <summary>What goes, by kind.</summary>
    public IReadOnlyDictionary<ErasedKind, long> Counts => _counts;

    /// <summary>The generations of which the run keeps a record.</summary>
    public HashSet<KeyId> Succeeded { get; } = [];

    /// <summary>The objects that lines or notes refer to which go.</summary>
    public HashSet<Digest> ObjectsGoing { get; } = [];

    /// <summary>The objects that lines refer to which stay.</summary>
    public HashSet<Digest> ObjectsStaying { get; } = [];

    /// <summary>The tasks of which the run keeps a line.</summary>
    public HashSet<KeyId> Tasks { get; } = [];

    public RunErasure Run => _run;

    private RunFolder Folder => _run.Run;

    /// <summary>Reads the run, and writes nothing.</summary>
    /// <exception cref="StoreException">Something can't be read.</exception>
    public void Survey()
    {
        _manifest = ManifestFile.Read(_store.Files, Folder, RunFile.Read(_store.Files, Folder).Manifest).Entries;
        foreach (StreamName stream in Folder.Streams())
        {
            foreach (SegmentName segment in SegmentName.List(stream)) Edit(segment, Survey);
        }

        long entries = _manifest.Count(entry => Masked(entry) != entry);
        Count(ErasedKind.Manifest, entries);
        _concerned = _counts.Count > 0 || _manifest.Any(entry => _run.Generations.Contains(entry.Key));
        if (_text is not null && SystemErrors.Read(Folder.RunFile, () => MaskedObject.Of(WholeFile.Read(_store.Files, Folder.RunFile), _text)) is not null) Count(ErasedKind.RunFile, 1);
        if (_text is not null && MarksFile.Read(_store.Files, Folder).Tags.Any(_text.IsIn)) Count(ErasedKind.RunFile, 1);
        Count(ErasedKind.DataSet, DataSetFile.ReadAll(_store.Files, Folder).Count(note => Masked(note.Snapshot) != note.Snapshot));
        SurveyFiles();
    }

    /// <summary>Whether a data set that the run keeps the content of holds what goes: its rows are the items.</summary>
    public IEnumerable<Digest> KeptData(HashSet<Digest> objects) => DataSetFile.ReadAll(_store.Files, Folder)
        .Where(note => note.Snapshot.IsKept && (objects.Contains(note.Snapshot.Content) || (_request.Subject is ErasedSubject.Item or ErasedSubject.Task && _concerned)))
        .Select(static note => note.Snapshot.Content);

    /// <summary>Says which contents of data sets go, whichever run found that.</summary>
    public void Drop(HashSet<Digest> contents)
    {
        foreach (StoredDataSet note in DataSetFile.ReadAll(_store.Files, Folder).Where(static note => note.Snapshot.IsKept))
        {
            if (!contents.Contains(note.Snapshot.Content)) ObjectsStaying.Add(note.Snapshot.Content);
            else if (ObjectsGoing.Add(note.Snapshot.Content) && Masked(note.Snapshot) == note.Snapshot) Count(ErasedKind.DataSet, 1);
        }
    }

    /// <summary>Takes it out. The caller holds the locks of the experiment and of the run's writers, has made the catalog forget the run, and has written the tombstones.</summary>
    /// <param name="erased">Whether nothing of a generation may be made again.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">Something can't be read or written.</exception>
    public void Write(Func<KeyId, bool> erased, CancellationToken cancellation)
    {
        if (_concerned) WriteCounts(erased);
        if (_text is not null) MaskRunFile(_text);
        WriteSegments(cancellation);
        foreach (StoredDataSet note in DataSetFile.ReadAll(_store.Files, Folder))
        {
            DataSetSnapshot snapshot = Masked(note.Snapshot);
            if (ObjectsGoing.Contains(snapshot.Content)) snapshot = snapshot with { IsKept = false };
            if (snapshot != note.Snapshot) DataSetFile.Replace(_store, Folder, note with { Snapshot = snapshot });
        }

        foreach (string path in _files) SystemErrors.Write(path, () => _store.Files.Delete(path));
        foreach (string folder in _files.Select(static path => Path.GetDirectoryName(path)!).Distinct()) SystemErrors.Write(folder, () => _store.Files.FlushFolder(folder));
        ManifestEntry[] masked = [.. _manifest.Select(Masked)];
        if (!masked.SequenceEqual(_manifest)) SystemErrors.Write(Folder.ManifestFile, () => ManifestFile.Write(_store, Folder, new(masked)));
    }

    // A later segment may refer to what stands in an earlier one, and scores refer to records.
    private void WriteSegments(CancellationToken cancellation)
    {
        SegmentRewriter rewriter = new(_store.Files, cancellation);
        SegmentSealer sealer = new(_store.Files, cancellation);
        foreach (StreamName stream in Folder.Streams().Reverse())
        {
            foreach (SegmentName segment in Enumerable.Reverse(SegmentName.List(stream)))
            {
                SegmentEdit edit = Edit(segment, static (_, _, _) => { });
                if (edit.IsChange) rewriter.Rewrite(edit);
                // A call before this one was killed after it had written the plain file.
                else if (!segment.IsSealed && File.Exists(segment.SealedPath)) sealer.Seal(segment, new SealLog());
            }
        }
    }

    private SegmentEdit Edit(SegmentName segment, Action<SegmentReader, string, LineVerdict> take)
    {
        SegmentEdit edit = SegmentEdit.Read(_store.Files, segment, reader =>
        {
            LineVerdict verdict = _run.Judge(segment.Stream, segment.Writer, reader, _search.Records, _epitaph);
            take(reader, segment.Writer, verdict);
            return verdict;
        });
        if (edit.Damage.Lines is [var bad, ..]) throw new StoreException(Problem.Damaged, $"'{bad.File}' is damaged ({bad.Reason.TrimEnd('.')}); repair the store first.", bad.File, bad.Line, bad.Offset);
        return edit;
    }

    private void Survey(SegmentReader reader, string writer, LineVerdict verdict)
    {
        bool stays = verdict == LineVerdict.Keep;
        if (!stays) Count(KindOf(reader.Kind), 1);
        switch (reader.Kind)
        {
            case LineKind.Record or LineKind.Reuse when stays:
                int at = reader.Body;
                if (!ReuseLine.TryKey(reader.Line, ref at, out KeyId key)) break;
                (reader.Kind == LineKind.Reuse || !RecordLine.Json(reader.Line, out _).IsEmpty ? Succeeded : _failed).Add(key);
                break;
            case LineKind.Task when stays:
                if (SharedLines.TryKeyed(reader.Line, reader.Body, out KeyId task, out _)) Tasks.Add(task);
                break;
            case LineKind.Artifact:
                if (_readArtifact(reader.Line, reader.Body, new(Folder.Id, writer, reader.Sequence), out StoredArtifact artifact)) (stays ? ObjectsStaying : ObjectsGoing).Add(artifact.Content);
                break;
            default:
                break;
        }
    }

    private void SurveyFiles()
    {
        TextSearch? wanted = _request.Subject switch
        {
            ErasedSubject.Text => _text,
            ErasedSubject.Item => new(_request.Wanted),
            _ => new(_request.Key.ToString()),
        };
        if (Directory.Exists(Folder.CheckpointsFolder))
        {
            foreach (string path in Directory.EnumerateFiles(Folder.CheckpointsFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => wanted!.IsInFile(_store.Files, path))) Take(ErasedKind.Checkpoint, path);
        }

        // What was set aside is a part of a line of unknown extent: where something of an item goes, all of it does.
        if (Directory.Exists(Folder.LostAndFound))
        {
            foreach (string path in Directory.EnumerateFiles(Folder.LostAndFound).Order(StringComparer.Ordinal).Where(path => (_text is null && _concerned) || wanted!.IsInFile(_store.Files, path))) Take(ErasedKind.SetAside, path);
        }

        foreach (string path in Directory.EnumerateFiles(Folder.Folder, "*.tmp", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => !_files.Contains(path))) Take(ErasedKind.SetAside, path);
    }

    private void Take(ErasedKind kind, string path)
    {
        _files.Add(path);
        Count(kind, 1);
    }

    private void WriteCounts(Func<KeyId, bool> erased)
    {
        RunInfo info = RunFile.Read(_store.Files, Folder);
        int succeeded = 0, failed = 0, gone = 0;
        foreach (KeyId key in _manifest.Select(static entry => entry.Key))
        {
            if (Succeeded.Contains(key)) succeeded++;
            else if (_run.Generations.Contains(key) || erased(key)) gone++;
            else if (_failed.Contains(key)) failed++;
        }

        RunCounts counts = new(_manifest.Count, succeeded, failed, _manifest.Count - succeeded - failed - gone) { Erased = gone };
        if (counts != info.Counts) RunFile.Write(_store, Folder, info with { Counts = counts });
    }

    private void MaskRunFile(TextSearch text)
    {
        SystemErrors.Write(Folder.RunFile, () =>
        {
            if (MaskedObject.Of(WholeFile.Read(_store.Files, Folder.RunFile), text) is { } masked) WholeFile.Replace(_store.Files, Folder.RunFile, masked);
        });
        if (MarksFile.Read(_store.Files, Folder).Tags.Any(text.IsIn)) MarksFile.Change(_store, Folder, marks => marks with { Tags = [.. marks.Tags.Where(tag => !text.IsIn(tag))] });
    }

    private ManifestEntry Masked(ManifestEntry entry)
    {
        if (_search.IsItem(entry.Item)) return entry with { Item = NameOf(entry.Item) };
        if (_text is null) return entry;
        return entry with { Item = _text.IsIn(entry.Item) ? NameOf(entry.Item) : entry.Item, Variant = _text.IsIn(entry.Variant) ? NameOf(entry.Variant) : entry.Variant };
    }

    // What differed still does.
    private static string NameOf(string name) => Mask + Tombstone.IdOfItem(name).ToString()[..16];

    private DataSetSnapshot Masked(DataSetSnapshot snapshot) => _text is null ? snapshot : snapshot with
    {
        Name = _text.Mask(snapshot.Name),
        Source = Masked(snapshot.Source),
        Revision = Masked(snapshot.Revision),
        Split = Masked(snapshot.Split),
        Licence = Masked(snapshot.Licence),
    };

    private string? Masked(string? text) => text is null ? null : _text!.Mask(text);

    private void Count(ErasedKind kind, long count)
    {
        if (count > 0) _counts[kind] = _counts.GetValueOrDefault(kind) + count;
    }

    private static ErasedKind KindOf(LineKind kind) => kind switch
    {
        LineKind.Template => ErasedKind.Template,
        LineKind.Text => ErasedKind.SharedText,
        LineKind.Variant => ErasedKind.Variant,
        LineKind.Task => ErasedKind.Task,
        LineKind.Record => ErasedKind.Record,
        LineKind.Reuse => ErasedKind.Reuse,
        LineKind.Score => ErasedKind.Score,
        LineKind.Measurement => ErasedKind.Measurement,
        LineKind.Event => ErasedKind.Event,
        LineKind.Artifact => ErasedKind.Artifact,
        _ => ErasedKind.Other,
    };
}
