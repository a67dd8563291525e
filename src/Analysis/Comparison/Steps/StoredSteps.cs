using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Measurements;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison.Steps;

/// <summary>Reads the measurements over steps that a run wrote itself, those of one variant together.</summary>
public static class StoredSteps
{
    /// <summary>
    /// The series of a run, by name and then by variant as planned, the run's own first. Streams the journal and takes some 60 bytes of memory a
    /// measurement; nothing is read where there is none.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <exception cref="Storage.StoreException">The run can't be read.</exception>
    public static IReadOnlyList<StepSeries> Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Measurements.Any ? Read(run) : [];
    }

    private static StepSeries[] Read(RunReader run)
    {
        Manifest manifest = run.ReadManifest();
        string[] variants = [.. manifest.Entries.Select(static entry => entry.Variant).Distinct()];
        Dictionary<KeyId, string> variantOf = [];
        foreach (ManifestEntry entry in manifest.Entries)
            variantOf.TryAdd(entry.Key, entry.Variant);
        // What is written later of one generation, name and step counts.
        Dictionary<(KeyId? Generation, string Name, long Step), double> values = [];
        foreach (StoredMeasurement measurement in run.Measurements.All())
        {
            if (measurement.Generation is not { } generation || variantOf.ContainsKey(generation))
                values[(measurement.Generation, measurement.Name, measurement.Step)] = measurement.Value;
        }

        return [.. values.GroupBy(value => (value.Key.Name, Variant: value.Key.Generation is { } generation ? variantOf[generation] : null))
            .OrderBy(static group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Variant is { } variant ? Array.IndexOf(variants, variant) : -1)
            .Select(group => new StepSeries(group.Key.Name, run.Info.Id.ToString(), group.Key.Variant, group.Select(static value => value.Key.Generation).Distinct().Count(), Points(group)))];
    }

    private static StepPoint[] Points(IEnumerable<KeyValuePair<(KeyId? Generation, string Name, long Step), double>> values) =>
        [.. values.GroupBy(static value => value.Key.Step).OrderBy(static step => step.Key).Select(static step => Point(step.Key, [.. step.Select(static value => value.Value).Where(double.IsFinite)]))];

    private static StepPoint Point(long step, double[] values) =>
        new(step, values.Length == 0 ? double.NaN : TrialKeep.Statistics.Descriptive.Mean.Of(values), values.Length);
}
