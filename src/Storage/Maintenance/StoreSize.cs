using System.Collections.Immutable;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What a store takes, by part.</summary>
/// <param name="Runs">Each run, by experiment and oldest first.</param>
/// <param name="Objects">Contents of artifacts and data sets, which runs share.</param>
/// <param name="Catalog">The SQLite index, which may be deleted.</param>
/// <param name="Other">What is in none of them: the store's own file, locks, what is being deleted.</param>
public sealed record StoreSize(ImmutableArray<RunSize> Runs, PartSize Objects, PartSize Catalog, PartSize Other)
{
    /// <summary>Everything.</summary>
    public PartSize Total => Runs.Aggregate(Objects + Catalog + Other, static (sum, run) => sum + run.Total);

    /// <summary>The runs of an experiment together.</summary>
    /// <param name="experiment">Its name.</param>
    public PartSize Of(string experiment) => Runs.Where(run => run.Experiment == experiment).Aggregate(default(PartSize), static (sum, run) => sum + run.Total);
}
