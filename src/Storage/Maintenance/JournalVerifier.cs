using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Holds the lines of one run's journal against each other: whatever a line refers to stands there.</summary>
internal sealed class JournalVerifier(RunFolder run, ReferenceLedger ledger, FindingLog log)
{
    private readonly HashSet<KeyId> _tasks = [];
    private readonly HashSet<KeyId> _variants = [];
    private readonly Dictionary<KeyId, Place> _wantedTasks = [];
    private readonly Dictionary<KeyId, Place> _wantedVariants = [];
    private readonly HashSet<KeyId> _succeeded = [];
    private readonly SharedReferences _shared = new();
    private readonly SideScan.ReadLine<StoredArtifact> _readArtifact = ArtifactLine.Reader();

    /// <summary>How many generations have a record, or reuse one.</summary>
    public int Succeeded => _succeeded.Count;

    /// <summary>Takes a good line; false when its members are not those of its kind.</summary>
    public bool Take(SegmentReader reader, string writer)
    {
        ReadOnlySpan<byte> line = reader.Line;
        Place place = Place.Of(reader);
        switch (reader.Kind)
        {
            case LineKind.Template or LineKind.Text:
                return TakeShared(reader, place);
            case LineKind.Task:
                if (!SharedLines.TryTask(line, reader.Body, out KeyId task, out ReadOnlySpan<byte> json)) return false;
                _tasks.Add(task);
                _shared.Find(json, place);
                return true;
            case LineKind.Variant:
                if (!SharedLines.TryKeyed(line, reader.Body, out KeyId variant, out _)) return false;
                _variants.Add(variant);
                _shared.Find(line, place);
                return true;
            case LineKind.Record:
                return TakeRecord(reader, writer, place);
            case LineKind.Reuse:
                return TakeReuse(reader, place);
            case LineKind.Transform:
                return TakeTransform(reader, place);
            case LineKind.Artifact:
                if (!_readArtifact(line, reader.Body, new(run.Id, writer, reader.Sequence), out StoredArtifact artifact)) return false;
                ledger.ExpectObject(artifact.Content, artifact.Bytes, place);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Tells what was referred to and did not come.</summary>
    public void Finish()
    {
        foreach ((KeyId id, Place from) in _shared.Missing()) log.Add(FindingKind.MissingReference, from, $"the template or text {id} is not in the journal");
        foreach ((KeyId id, Place from) in _wantedTasks.Where(one => !_tasks.Contains(one.Key))) log.Add(FindingKind.MissingReference, from, $"the task {id} is not in the journal");
        foreach ((KeyId id, Place from) in _wantedVariants.Where(one => !_variants.Contains(one.Key))) log.Add(FindingKind.MissingReference, from, $"the variant {id} is not in the journal");
    }

    private bool TakeShared(SegmentReader reader, in Place place)
    {
        if (!SharedLines.TryId(reader.Line, reader.Body, out KeyId id)) return false;
        _shared.Add(id);
        KeyId actual = reader.Kind == LineKind.Template
            ? SharedContent.TemplateOf(reader.Line) is { } template ? template.Id.Id : default
            : SharedContent.TextOf(reader.Line) is { } text ? Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Id : default;
        if (actual != id) log.Add(FindingKind.WrongContent, place, $"the text is not the one whose id is {id}");
        return true;
    }

    private bool TakeRecord(SegmentReader reader, string writer, in Place place)
    {
        if (!RecordLine.TryReadEnvelope(reader.Line, reader.Body, out RecordEnvelope envelope)) return false;
        if (!_tasks.Contains(envelope.Task)) _wantedTasks.TryAdd(envelope.Task, place);
        if (!_variants.Contains(envelope.Variant)) _wantedVariants.TryAdd(envelope.Variant, place);
        ReadOnlySpan<byte> json = RecordLine.Json(reader.Line, out _);
        if (!json.IsEmpty) _succeeded.Add(envelope.Generation);
        _shared.Find(json, place);
        Satisfy(writer, reader.Sequence, envelope.Generation, json);
        return true;
    }

    private void Satisfy(string writer, long sequence, KeyId generation, ReadOnlySpan<byte> json)
    {
        foreach (Expectation expected in ledger.Take(run.Id, writer, sequence))
        {
            if (expected.Generation != generation) log.Add(FindingKind.WrongContent, expected.From, $"the line that it refers to is of the generation {generation}, not {expected.Generation}");
            else if (json.IsEmpty) log.Add(FindingKind.WrongContent, expected.From, "the line that it refers to is a failure, not a record");
            else if (expected.Output is { } output && Digest.Of(json).Id != output) log.Add(FindingKind.WrongContent, expected.From, "the record that it was made from has another content");
        }
    }

    private bool TakeTransform(SegmentReader reader, in Place place)
    {
        if (!TransformLine.TryRead(reader.Line, reader.Body, out TransformLine line)) return false;
        if (line.Outcome == TransformOutcome.Failed) return TransformLine.Error(reader.Line, line) is not null;
        ReadOnlySpan<byte> value = reader.Line[line.Value..^Line.SuffixLength];
        _shared.Find(value, place);
        if (Digest.Of(value).Id != line.Output) log.Add(FindingKind.WrongContent, place, "what the transform made has another digest than the line says");
        if (!RunId.TryParse(System.Text.Encoding.ASCII.GetString(line.RunOf(reader.Line)), out RunId from)) return false;
        ledger.Expect(new(from, System.Text.Encoding.ASCII.GetString(line.WriterOf(reader.Line)), line.Sequence), new(line.Generation, null, place));
        return true;
    }

    private bool TakeReuse(SegmentReader reader, in Place place)
    {
        if (!ReuseLine.TryIndex(reader.Line, reader.Body, out KeyId key, out ReadOnlySpan<byte> source, out ReadOnlySpan<byte> writer, out long sequence)) return false;
        if (!RunId.TryParse(System.Text.Encoding.ASCII.GetString(source), out RunId from)) return false;
        _succeeded.Add(key);
        ledger.Expect(new(from, System.Text.Encoding.ASCII.GetString(writer), sequence), new(key, null, place));
        return true;
    }
}
