using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What lines refer to outside their own journal: records, by run, writer and sequence, and objects by content.</summary>
internal sealed class ReferenceLedger
{
    private readonly Dictionary<RunId, ExpectedRecords> _records = [];
    private readonly Dictionary<Digest, (long Bytes, Place From)> _objects = [];

    /// <summary>The objects that are needed, each with who needs it first.</summary>
    public IReadOnlyDictionary<Digest, (long Bytes, Place From)> Objects => _objects;

    /// <summary>A line says that a record stands there.</summary>
    public void Expect(in RecordReference reference, in Expectation expected)
    {
        if (!_records.TryGetValue(reference.Run, out ExpectedRecords? ofRun)) _records.Add(reference.Run, ofRun = new());
        ofRun.Add(reference.Writer, reference.Sequence, expected);
    }

    public void ExpectObject(Digest content, long bytes, in Place from) => _objects.TryAdd(content, (bytes, from));

    /// <summary>Who expects a record at this line; they are satisfied by being asked.</summary>
    public IReadOnlyList<Expectation> Take(RunId run, string writer, long sequence) =>
        _records.TryGetValue(run, out ExpectedRecords? ofRun) ? ofRun.Take(writer, sequence) : [];

    /// <summary>The runs of which something is still expected.</summary>
    public IReadOnlyList<RunId> Open() => [.. _records.Where(static run => run.Value.Count > 0).Select(static run => run.Key)];

    /// <summary>What nobody has satisfied.</summary>
    public IEnumerable<(RecordReference Reference, Expectation Expected)> Unmet() =>
        from run in _records
        from line in run.Value.Unmet()
        select (new RecordReference(run.Key, line.Writer, line.Sequence), line.Expected);

    /// <summary>Forgets records: they are those of one experiment.</summary>
    public void NextExperiment() => _records.Clear();
}
