using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>The contents that a store keeps under their SHA-256, and what refers to them.</summary>
public sealed class ObjectStore
{
    private const int PieceSize = 128 << 10;
    private readonly StoreContext _store;

    internal ObjectStore(StoreContext store) => _store = store;

    /// <summary>Every object, sorted by its digest.</summary>
    public IEnumerable<StoredObject> All()
    {
        if (!Directory.Exists(_store.ObjectsFolder)) yield break;
        foreach (string folder in Directory.EnumerateDirectories(_store.ObjectsFolder).Order(StringComparer.Ordinal))
        {
            foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                if (TryParse(Path.GetFileName(path), out Digest content) && PathOf(content) == path) yield return new(content, new FileInfo(path).Length);
            }
        }
    }

    /// <summary>Whether an object is there, whatever it holds.</summary>
    public bool Contains(Digest content) => File.Exists(PathOf(content));

    /// <summary>Opens an object; the read that would give its last byte throws when the content is not what its name says.</summary>
    /// <param name="content">Its SHA-256.</param>
    /// <param name="bytes">Its length.</param>
    /// <exception cref="StoreException">There is no such object (<see cref="Problem.NotFound"/>), or it is damaged (<see cref="Problem.Damaged"/>).</exception>
    public Stream Open(Digest content, long bytes) => new VerifyingStream(_store.Files, PathOf(content), content, bytes);

    /// <summary>Reads an object whole, keeping nothing.</summary>
    /// <exception cref="StoreException">It is missing or damaged; the message names file and digest.</exception>
    public void Verify(StoredObject stored)
    {
        using Stream stream = Open(stored.Content, stored.Bytes);
        byte[] piece = new byte[PieceSize];
        while (stream.Read(piece) > 0) { }
    }

    /// <summary>
    /// Everything in the store that needs an object: artifacts, replaced ones too, and data sets whose content is kept. Reads every journal.
    /// </summary>
    /// <param name="visit">Called for each, experiment by experiment and run by run.</param>
    /// <returns>What could not be read: while it is damaged, an object without a reference may still be needed.</returns>
    /// <exception cref="StoreException">A journal can't be read.</exception>
    public DamageReport VisitReferences(Action<ArtifactReference> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        DamageLog damage = new();
        foreach (RunFolder run in _store.Experiments().SelectMany(experiment => _store.Runs(experiment)))
        {
            foreach (SegmentName segment in SegmentName.List(run.Journal)) Visit(run, segment, damage, visit);
            foreach (StoredDataSet data in DataSetFile.ReadAll(_store.Files, run).Where(static data => data.Snapshot.IsKept))
            {
                visit(new(run.Experiment, run.Id, data.Snapshot.Content, data.Snapshot.Bytes, data.Snapshot.Name, null, null));
            }
        }

        return damage.ToReport();
    }

    internal static bool TryParse(string hex, out Digest digest)
    {
        bool isDigest = hex.Length == Digest.Size * 2 && LowerHex.Is(hex);
        digest = isDigest ? new(Convert.FromHexString(hex)) : default;
        return isDigest;
    }

    internal string PathOf(Digest content)
    {
        string hex = content.ToString();
        return Path.Combine(_store.ObjectsFolder, hex[..2], hex);
    }

    private void Visit(RunFolder run, SegmentName segment, DamageLog damage, Action<ArtifactReference> visit)
    {
        Indexes.SideScan.ReadLine<StoredArtifact> read = ArtifactLine.Reader();
        using SegmentReader reader = new(_store.Files, segment, damage);
        while (reader.Next())
        {
            if (reader.Kind != LineKind.Artifact) continue;
            if (read(reader.Line, reader.Body, new(run.Id, segment.Writer, reader.Sequence), out StoredArtifact artifact))
            {
                visit(new(run.Experiment, run.Id, artifact.Content, artifact.Bytes, artifact.Name, artifact.Generation, artifact.Reference));
            }
            else
            {
                damage.Add(new(segment.Path, reader.LineNumber, reader.Offset, reader.Line.Length, "the line's members are not those of its kind"));
            }
        }
    }
}
