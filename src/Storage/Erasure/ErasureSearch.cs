using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Erasure;

/// <summary>
/// Finds what goes from the runs of one experiment: what was asked for, what can't stand without it, and what only that needed. The journals are read until a
/// pass finds nothing more, because a line may name one of a later run; memory holds what goes, not what stays.
/// </summary>
internal sealed class ErasureSearch
{
    private readonly StoreContext _store;
    private readonly EraseRequest _request;
    private readonly TextSearch? _text;
    private readonly HashSet<Digest> _objects;
    private readonly CancellationToken _cancellation;
    private readonly SideScan.ReadLine<StoredArtifact> _readArtifact = ArtifactLine.Reader();
    private bool _isFirst = true;
    private bool _changed;

    /// <param name="store">The store.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="text">Finds the text; null when none is asked for.</param>
    /// <param name="objects">The objects that hold the text.</param>
    /// <param name="tasks">Tasks that go from all runs; more are found.</param>
    /// <param name="generations">Generations that go from all runs; more are found.</param>
    /// <param name="cancellation">Ends it.</param>
    public ErasureSearch(StoreContext store, string experiment, EraseRequest request, TextSearch? text, HashSet<Digest> objects, HashSet<KeyId> tasks, HashSet<KeyId> generations, CancellationToken cancellation)
    {
        (_store, _request, _text, _objects, _cancellation) = (store, request, text, objects, cancellation);
        // A text takes what holds it, run by run: another run's answer of the same generation may not.
        Runs = [.. store.Runs(experiment).Select(run => new RunErasure(run, text is null ? tasks : [.. tasks], text is null ? generations : [.. generations]))];
    }

    /// <summary>What goes from each run, oldest first.</summary>
    public IReadOnlyList<RunErasure> Runs { get; }

    /// <summary>The places of records that go, or are gone: who names one goes too.</summary>
    public HashSet<RecordReference> Records { get; } = [];

    /// <exception cref="StoreException">A journal can't be read or is damaged: what is bad might hold what is to go.</exception>
    public void Run()
    {
        foreach (RunErasure run in Runs) LearnManifest(run);
        do
        {
            _changed = false;
            foreach (RunErasure run in Runs) LearnJournal(run);
            _isFirst = false;
        }
        while (_changed);
        foreach (RunErasure run in Runs)
        {
            foreach (StreamName stream in run.Run.Streams().Skip(1)) Scan(run.Run, stream, (reader, writer) => LearnScore(run, stream, reader, writer));
            FindOrphans(run);
        }
    }

    /// <summary>Whether a stored name is that of the item that was asked for.</summary>
    public bool IsItem(string stored) => _request.Subject == ErasedSubject.Item
        && (stored == _request.Wanted || (_store.Redaction is { } redaction && stored == redaction.Identify(_request.Wanted)));

    private void LearnManifest(RunErasure run)
    {
        if (_request.Subject != ErasedSubject.Item) return;
        Digest digest = RunFile.Read(_store.Files, run.Run).Manifest;
        foreach (ManifestEntry entry in ManifestFile.Read(_store.Files, run.Run, digest).Entries)
        {
            if (IsItem(entry.Item)) run.Generations.Add(entry.Key);
        }
    }

    private void LearnJournal(RunErasure run)
    {
        HashSet<KeyId> hit = [], staying = [], hitVariants = [], stayingVariants = [];
        Scan(run.Run, run.Run.Journal, (reader, writer) =>
        {
            LinePosition position = new(run.Run.Journal.Name, writer, reader.Sequence);
            ReadOnlySpan<byte> line = reader.Line;
            switch (reader.Kind)
            {
                case LineKind.Template or LineKind.Text:
                    if (IsHit(reader) && SharedLines.TryId(line, reader.Body, out KeyId id)) Add(run.Shared, id);
                    break;
                case LineKind.Task:
                    LearnTask(run, position, reader, hit, staying);
                    break;
                case LineKind.Variant:
                    if (SharedLines.TryKeyed(line, reader.Body, out KeyId variant, out _)) (LearnLine(run, position, reader, refersFrom: reader.Body) ? hitVariants : stayingVariants).Add(variant);
                    break;
                case LineKind.Record:
                    LearnRecord(run, position, reader);
                    break;
                case LineKind.Reuse:
                    LearnReuse(run, reader);
                    break;
                case LineKind.Artifact:
                    if (_isFirst && _readArtifact(line, reader.Body, new(run.Run.Id, writer, reader.Sequence), out StoredArtifact artifact) && _objects.Contains(artifact.Content)) Add(run.Lines, position);
                    else LearnLine(run, position, reader, refersFrom: line.Length);
                    break;
                case LineKind.Tombstone:
                    // What stood there is gone: who names it was left by an erasure that was killed.
                    Add(Records, new(run.Run.Id, writer, reader.Sequence));
                    LearnLine(run, position, reader, refersFrom: line.Length);
                    break;
                default:
                    LearnLine(run, position, reader, refersFrom: line.Length);
                    break;
            }
        });
        if (_text is null) return;
        foreach (KeyId task in hit.Except(staying)) Add(run.Tasks, task);
        foreach (KeyId variant in hitVariants.Except(stayingVariants)) Add(run.Variants, variant);
    }

    private void LearnTask(RunErasure run, LinePosition position, SegmentReader reader, HashSet<KeyId> hit, HashSet<KeyId> staying)
    {
        if (!SharedLines.TryKeyed(reader.Line, reader.Body, out KeyId task, out int name)) return;
        if (_request.Subject == ErasedSubject.Item && _isFirst && IsItem(ItemOf(reader.Line[name..]))) Add(run.Tasks, task);
        (LearnLine(run, position, reader, refersFrom: name) ? hit : staying).Add(task);
    }

    private void LearnRecord(RunErasure run, LinePosition position, SegmentReader reader)
    {
        if (!RecordLine.TryReadEnvelope(reader.Line, reader.Body, out RecordEnvelope envelope)) return;
        ReadOnlySpan<byte> json = RecordLine.Json(reader.Line, out _);
        if (run.Tasks.Contains(envelope.Task) || run.Variants.Contains(envelope.Variant)) Add(run.Generations, envelope.Generation);
        // A failed attempt is evidence and no result: it goes alone, and the generation may be tried again.
        else if (json.IsEmpty) LearnLine(run, position, reader, refersFrom: reader.Line.Length);
        else if (IsHit(reader) || Refers(run, json)) Add(run.Generations, envelope.Generation);
        if (run.Generations.Contains(envelope.Generation)) Add(Records, new(run.Run.Id, position.Writer, reader.Sequence));
    }

    private void LearnReuse(RunErasure run, SegmentReader reader)
    {
        int at = reader.Body;
        if (ReuseLine.TryKey(reader.Line, ref at, out KeyId key) && RecordPlace.TryRead(reader.Line, at, out RecordReference record) && Records.Contains(record)) Add(run.Generations, key);
    }

    private void LearnScore(RunErasure run, StreamName stream, SegmentReader reader, string writer)
    {
        if (_text is { } text && text.IsIn(BodyOf(reader))) run.Lines.Add(new(stream.Name, writer, reader.Sequence));
    }

    // Whether a line goes for what stands in it, or for a text that it refers to.
    private bool LearnLine(RunErasure run, LinePosition position, SegmentReader reader, int refersFrom)
    {
        if (_text is null) return false;
        if (run.Lines.Contains(position)) return true;
        bool goes = IsHit(reader) || Refers(run, reader.Line[refersFrom..]);
        if (goes) Add(run.Lines, position);
        return goes;
    }

    private bool IsHit(SegmentReader reader) => _isFirst && _text is { } text && text.IsIn(BodyOf(reader));

    private static bool Refers(RunErasure run, ReadOnlySpan<byte> json)
    {
        if (run.Shared.Count == 0 || json.IsEmpty) return false;
        SharedReferences references = new();
        references.Find(json, default);
        return references.Wanted.Any(run.Shared.Contains);
    }

    // Templates and texts that only what goes referred to.
    private void FindOrphans(RunErasure run)
    {
        SharedReferences going = new(), staying = new();
        Epitaph any = new(default, "", _text);
        Scan(run.Run, run.Run.Journal, (reader, writer) =>
        {
            if (reader.Kind is not (LineKind.Task or LineKind.Variant or LineKind.Record)) return;
            LineVerdict verdict = run.Judge(run.Run.Journal, writer, reader, Records, any);
            (verdict == LineVerdict.Keep ? staying : going).Find(reader.Line, default);
        });
        run.Shared.UnionWith(going.Wanted.Except(staying.Wanted));
    }

    private void Scan(RunFolder run, StreamName stream, Action<SegmentReader, string> take)
    {
        DamageLog damage = new();
        using LineSource lines = new(_store.Files);
        Read(run, stream, lines, damage, take);
        if (damage.ToReport() is { Lines: [var bad, ..] })
        {
            throw new StoreException(Problem.Damaged, $"'{bad.File}' is damaged at line {bad.Line} ({bad.Reason.TrimEnd('.')}), where what is to be erased might stand; repair the store first. Nothing was erased.", bad.File, bad.Line, bad.Offset);
        }
    }

    private void Read(RunFolder run, StreamName stream, LineSource lines, DamageLog damage, Action<SegmentReader, string> take)
    {
        int count = 0;
        int known = -1;
        StreamScan.Read(_store.Files, stream, lines, damage, (reader, segment) =>
        {
            if ((++count & 1023) == 0) _cancellation.ThrowIfCancellationRequested();
            if (_isFirst && segment != known) DemandNoName(lines.Segments[known = segment].Name);
            take(reader, lines.Segments[segment].Name.Writer);
            return true;
        }, RunFile.Read(_store.Files, run).Ends);
    }

    // What a store is built from can't be taken out of it.
    private void DemandNoName(SegmentName segment)
    {
        if (_text is null || SegmentEdit.ReadHeader(_store.Files, segment) is not { } header || !_text.IsIn(header)) return;
        throw new StoreException(Problem.BadState, $"The text stands in names that the store is built from (the first line of '{segment.ListedPath}': experiment, evaluation, schema, column); it can't be erased where it is a name. Nothing was erased.", segment.ListedPath, 1, 0);
    }

    private void Add<T>(HashSet<T> set, T one) => _changed |= set.Add(one);

    private static string ItemOf(ReadOnlySpan<byte> members)
    {
        int at = 0;
        if (!Line.Skip(members, ref at, ",\"item\":"u8)) return "";
        Runtime.Codecs.JsonSpanReader reader = new(members[at..]);
        return reader.ReadString();
    }

    private static ReadOnlySpan<byte> BodyOf(SegmentReader reader) => reader.Line[reader.Body..^Line.SuffixLength];
}
