using TrialKeep.Orchestration.Specs;
using TrialKeep.Storage.Artifacts;

namespace TrialKeep;

/// <summary>What a variant knows about the call besides its input, and where it says what the call has used up.</summary>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Sample">Which of the repeated answers this is, from 0.</param>
/// <param name="Attempt">Which try at this sample, from 1.</param>
/// <param name="Seed">63 bits that belong to this task, variant and sample: the same in every run, process and machine.</param>
public sealed record VariantContext(string ItemId, int Sample, int Attempt, long Seed)
{
    internal CallReport Reported { get => field ??= new(); init; }

    internal Func<Artifact, Stream, CancellationToken, Task<StoredArtifact>>? Keeper { get; init; }

    /// <summary>
    /// Says what the call has used up; it is kept with the record, or with the failure. Several reports of one call add up, so that an agent reports each
    /// of its calls. May be used by several threads, until the variant has answered.
    /// </summary>
    /// <param name="usage">Tokens, and the cost where the service says it; else the call's <see cref="PriceTable"/> does.</param>
    /// <param name="model">The model that was called, by which prices are looked up; null for the variant's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public void Report(Usage usage, string? model = null) => Reported.Add(usage, model);

    /// <summary>Says how the answer ended; unless somebody says otherwise it is complete.</summary>
    public void Report(AnswerOutcome outcome) => Reported.Outcome = outcome;

    /// <summary>
    /// Keeps a file of the call in the run's store, by the content's SHA-256 and durable when this returns; a failed call keeps what it has attached, too. Of several of
    /// one name the last is what a reader finds first.
    /// </summary>
    /// <param name="name">Its name, by the grammar of experiments' names.</param>
    /// <param name="content">Its content, read to its end and not disposed.</param>
    /// <param name="mediaType">Its media type; null for none.</param>
    /// <param name="cancellation">Stops it; then nothing is kept.</param>
    /// <exception cref="InvalidOperationException">The context is not of a run.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The name is none, or it can't be written.</exception>
    public Task<StoredArtifact> AttachAsync(string name, Stream content, string? mediaType = null, CancellationToken cancellation = default) => Keeper is { } keep
        ? keep(new(name) { MediaType = mediaType }, content, cancellation)
        : throw new InvalidOperationException("This context belongs to no run, so that there is nowhere to keep a file; use the one that the variant was given.");
}
