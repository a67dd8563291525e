using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>
/// The artifacts of a run as they were when its reader was opened. Of several with one generation and name the one of the later writer, then
/// of the higher sequence counts.
/// </summary>
public sealed class ArtifactReader
{
    private const int PieceSize = 128 << 10;
    private readonly StoreContext _store;
    private readonly RunFolder _run;
    private readonly RunIndex _index;
    private readonly ObjectStore _objects;

    internal ArtifactReader(StoreContext store, RunFolder run, RunIndex index)
    {
        _store = store;
        _run = run;
        _index = index;
        _objects = new(store);
    }

    /// <summary>Whether there is any; known without reading.</summary>
    public bool Any => _index.Side.Count(LineKind.Artifact) > 0;

    /// <summary>All artifacts as they were stored, also those that a later one of the same name replaces. Streams the journal.</summary>
    /// <exception cref="StoreException">While reading: a segment can't be read.</exception>
    public IEnumerable<StoredArtifact> All() => SideScan.Read(_store.Files, _run, _index, LineKind.Artifact, ArtifactLine.Reader());

    /// <summary>Those that count, in the order in which their names were stored first.</summary>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public IReadOnlyList<StoredArtifact> List() => Newest(All());

    /// <summary>Those of one generation, or of the run itself, that count.</summary>
    /// <param name="generation">The generation; null for the run itself.</param>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public IReadOnlyList<StoredArtifact> Of(KeyId? generation) => Newest(All().Where(artifact => artifact.Generation == generation));

    /// <summary>The artifact of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation; null for the run itself.</param>
    /// <exception cref="StoreException">A segment can't be read, or the name is none.</exception>
    public StoredArtifact? Find(string name, KeyId? generation = null)
    {
        Name.Check("artifact", name);
        return All().LastOrDefault(artifact => artifact.Name == name && artifact.Generation == generation);
    }

    /// <summary>Opens the content, from start to end; the read that would give its last byte throws when the content is damaged.</summary>
    /// <exception cref="StoreException">The object is missing (<see cref="Problem.NotFound"/>) or damaged (<see cref="Problem.Damaged"/>).</exception>
    public Stream Open(StoredArtifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return _objects.Open(artifact.Content, artifact.Bytes);
    }

    /// <summary>Copies the content to a file, which then holds it whole, or is as it was before.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="file">The file, which is replaced when it exists.</param>
    /// <exception cref="StoreException">The object is missing or damaged, or the file can't be written.</exception>
    public void CopyTo(StoredArtifact artifact, string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        using Stream content = Open(artifact);
        string path = Path.GetFullPath(file);
        SystemErrors.Write(path, () => WholeFile.Replace(_store.Files, path, Pieces(content)));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(Stream content)
    {
        byte[] piece = new byte[PieceSize];
        for (int read; (read = content.Read(piece)) > 0;) yield return piece.AsMemory(0, read);
    }

    private static List<StoredArtifact> Newest(IEnumerable<StoredArtifact> all)
    {
        List<StoredArtifact> newest = [];
        Dictionary<(KeyId?, string), int> known = [];
        foreach (StoredArtifact artifact in all)
        {
            if (known.TryAdd((artifact.Generation, artifact.Name), newest.Count)) newest.Add(artifact);
            else newest[known[(artifact.Generation, artifact.Name)]] = artifact;
        }

        return newest;
    }
}
