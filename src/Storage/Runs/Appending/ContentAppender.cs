using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Puts down what has a file of its own: artifacts, which a line of the journal names, and checkpoints.</summary>
internal sealed class ContentAppender(StoreContext store, RunFolder run, WriterClaim claim, RunStart start, RunStream journal)
{
    private readonly object _gate = new();
    private ObjectWriter? _objects;
    private CheckpointWriter? _checkpoints;

    /// <summary>Puts contents into the store.</summary>
    public ObjectWriter Objects()
    {
        lock (_gate) return _objects ??= new(store, run, claim.TakeToWrite(), start.Durability ?? store.Options.Durability);
    }

    public CheckpointWriter Checkpoints()
    {
        lock (_gate) return _checkpoints ??= new(store, run, claim.TakeToWrite());
    }

    /// <summary>Stores the content and appends the line that says whose it is.</summary>
    public async Task<StoredArtifact> AppendAsync(Artifact artifact, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(content);
        Name.Check("artifact", artifact.Name);
        MediaType.Check(artifact.MediaType);
        StoredObject stored = await Objects().PutAsync(content, artifact.Expected, cancellation).ConfigureAwait(false);
        DateTimeOffset time = (artifact.Time ?? store.Options.Time.GetUtcNow()).ToUniversalTime();
        Appended appended = AppendLine(artifact, time, stored);
        await appended.Durable.ConfigureAwait(false);
        return new(artifact.Generation, artifact.Name, stored.Content, stored.Bytes, artifact.MediaType, time, claim.ReferenceTo(appended));
    }

    public async Task<StoredArtifact> AppendAsync(Artifact artifact, string file, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        FileStream content = SystemErrors.Read(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        await using (content.ConfigureAwait(false)) return await AppendAsync(artifact, content, cancellation).ConfigureAwait(false);
    }

    private Appended AppendLine(Artifact artifact, DateTimeOffset time, StoredObject stored)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            ArtifactLine.Write(ref body, artifact, time, stored.Content, stored.Bytes);
            return journal.Append(LineKind.Artifact, body.Written);
        }
        finally
        {
            body.Return();
        }
    }
}
