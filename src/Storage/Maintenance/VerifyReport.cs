using System.Collections.Immutable;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What verification read and found.</summary>
/// <param name="Findings">What it found, in the order of experiments, runs (newest first) and files.</param>
/// <param name="Runs">The runs that were read.</param>
/// <param name="Segments">The segments that were read.</param>
/// <param name="Lines">The good lines in them.</param>
/// <param name="Objects">The objects that were read.</param>
public sealed record VerifyReport(ImmutableArray<Finding> Findings, int Runs, long Segments, long Lines, long Objects)
{
    /// <summary>The rows of the catalog that were held against the journals; null when there is no catalog, SQLite can't be used, or somebody was writing it.</summary>
    public long? CatalogRows { get; init; }

    /// <summary>Whether nothing is lost and nothing wrong.</summary>
    public bool IsSound => !Findings.Any(static finding => finding.IsFault);
}
