using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison.Stored;

/// <summary>Reads the scores of a stored run as arms: from the manifest, the journal and one evaluation.</summary>
public static class StoredArms
{
    private const int IdentityDigits = 16;

    /// <summary>The label of an evaluation, with the digits of its identity that name its folder in the store.</summary>
    public static EvaluatorLabel LabelOf(string evaluation, Digest identity) => new(evaluation, identity.ToString()[..IdentityDigits]);

    /// <summary>Reads the scores of a run under one evaluation.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evaluation">The name of the evaluation.</param>
    /// <param name="identity">What identifies its settings and code: scores of another evaluator are not mixed in.</param>
    /// <param name="references">
    /// The id of the digest of an item's references as they are now; null for an item that is not known any more. A score that was made from
    /// others says nothing of now and counts as unscored.
    /// </param>
    /// <param name="current">
    /// The tasks as they are now, by item, where the run is of them: an edited slice counts before it is stored. Null for the tasks as stored.
    /// </param>
    /// <param name="transform">
    /// The id of the identity of the transform whose output the evaluation scores, as it is now; null where it scores records. A score of another output counts as
    /// unscored.
    /// </param>
    /// <returns>The table; null when the run has no score by this evaluation.</returns>
    /// <exception cref="Storage.StoreException">The run can't be read.</exception>
    /// <exception cref="ExperimentDataException">A stored task or record is not what the type demands.</exception>
    public static ArmTable? Read<TTask, TRecord>(RunReader run, string evaluation, Digest identity, Func<string, KeyId?> references,
        IReadOnlyDictionary<string, TTask>? current = null, KeyId? transform = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(run);
        using EvaluationReader scores = run.Evaluation(evaluation, identity);
        return Read<TTask, TRecord>(run, LabelOf(evaluation, identity), scores, references, current, transform);
    }

    /// <summary>Reads the scores of a run under one of its evaluations, where the program that declared it is not at hand.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evaluation">One of the run's evaluations.</param>
    /// <param name="references">As of the other overload.</param>
    /// <param name="current">As of the other overload.</param>
    /// <returns>The table; null when the run has no score by this evaluation.</returns>
    /// <exception cref="Storage.StoreException">The run can't be read.</exception>
    public static ArmTable? Read<TTask, TRecord>(RunReader run, EvaluationName evaluation, Func<string, KeyId?> references,
        IReadOnlyDictionary<string, TTask>? current = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(evaluation);
        using EvaluationReader scores = run.Evaluation(evaluation);
        return Read<TTask, TRecord>(run, new(evaluation.Name, evaluation.Identity), scores, references, current, transform: null);
    }

    private static ArmTable? Read<TTask, TRecord>(RunReader run, EvaluatorLabel evaluator, EvaluationReader scores, Func<string, KeyId?> references,
        IReadOnlyDictionary<string, TTask>? current, KeyId? transform)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(references);
        if (scores.Count == 0)
            return null;
        Manifest manifest = run.ReadManifest();
        string[] variants = [.. manifest.Entries.Select(static entry => entry.Variant).Distinct()];
        Dictionary<string, int> columns = variants.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index, StringComparer.Ordinal);
        RecordMeasurements<TRecord> measurements = new();
        ArmTableBuilder table = new(run.Info.Experiment, run.Info.Id.ToString(), evaluator, variants, TaskTraits.SlicesOf(TTask.Schema), measurements.Infos);
        StoredTraits<TTask> traits = new(run, current);
        Dictionary<(string Item, int Sample), int> units = [];
        foreach (ManifestEntry entry in manifest.Entries)
        {
            bool isStored = run.TryGet(entry.Key, out StoredGeneration generation);
            if (!units.TryGetValue((entry.Item, entry.Sample), out int unit))
                units[(entry.Item, entry.Sample)] = unit = table.AddUnit(entry.Item, entry.Sample, traits.Of(entry.Item, isStored ? generation : null));
            int column = columns[entry.Variant];
            table.SetKey(unit, column, entry.Key);
            if (!(isStored && generation.Succeeded) && run.IsErased(entry.Key))
            {
                table.SetGap(unit, column, Standing.Erased);
                continue;
            }

            if (!isStored)
                continue;
            if (!generation.Succeeded)
            {
                table.SetGap(unit, column, Standing.Failed, run.ReadError(generation).Kind);
                continue;
            }

            measurements.Read(run, generation, table, unit, column);
            if (transform is KeyId maker && IsOfAnotherOutput(run.Transforms, maker, scores, generation))
                table.SetGap(unit, column, Standing.Unscored, "scored from another output of its transform");
            else
                SetScore(table, unit, column, scores, generation, references(entry.Item));
        }

        return table.Build();
    }

    // Not a score that is missing or of another record: that has a reason of its own.
    private static bool IsOfAnotherOutput(TransformReader transforms, KeyId transform, EvaluationReader scores, in StoredGeneration generation) =>
        scores.TryPeek(generation.Key, out ScoreSummary summary) && summary.Record == generation.Reference
        && !(transforms.TryPeek(generation.Key, transform, out TransformSummary made) && made.Record == generation.Reference && made.Output == summary.Output);

    private static void SetScore(ArmTableBuilder table, int unit, int column, EvaluationReader scores, in StoredGeneration generation, KeyId? references)
    {
        if (!scores.TryPeek(generation.Key, out ScoreSummary summary))
            table.SetGap(unit, column, Standing.Unscored, "not scored yet");
        else if (summary.Record != generation.Reference)
            table.SetGap(unit, column, Standing.Unscored, "scored from another record");
        else if (references is KeyId now && now != summary.References)
            table.SetGap(unit, column, Standing.Unscored, "scored against another reference");
        else if (summary is { HasError: false, Value: double value })
            table.SetScore(unit, column, value);
        else
            table.SetGap(unit, column, Standing.Unscored, scores.TryGet(generation.Key, out StoredScore score) ? ScoreGap.Of(score) : null);
    }
}
