using System.Collections.Immutable;

namespace TrialKeep.Storage.Erasure;

/// <summary>What an erasure took, or would take.</summary>
/// <param name="Parts">By run, oldest first, and kind; objects last.</param>
/// <param name="Generations">The generations of which nothing is left: they are not run again.</param>
public sealed record EraseReport(ImmutableArray<ErasedPart> Parts, int Generations)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => Parts.IsEmpty;

    /// <summary>How much of a kind, in all runs.</summary>
    public long Count(ErasedKind kind) => Parts.Where(part => part.Kind == kind).Sum(static part => part.Count);
}
