using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison;

/// <summary>The outcomes of a stored run, read without the program that made it: from the manifest, the journal and one evaluation.</summary>
public static class StoredScores
{
    /// <summary>Reads the outcomes of a run under one evaluation.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evaluation">The name of the evaluation.</param>
    /// <param name="identity">What identifies its settings and code: scores of another evaluator are not mixed in.</param>
    /// <param name="references">
    /// The id of the digest of an item's references as they are now; null for an item that is not known any more. A score that was made from
    /// others says nothing of now and counts as unscored.
    /// </param>
    /// <returns>The table; null when the run has no score by this evaluation.</returns>
    /// <exception cref="Storage.StoreException">The run can't be read.</exception>
    public static ScoreTable? Read(RunReader run, string evaluation, Digest identity, Func<string, KeyId?> references)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(references);
        using EvaluationReader scores = run.Evaluation(evaluation, identity);
        if (scores.Count == 0) return null;
        Manifest manifest = run.ReadManifest();
        string[] variants = [.. manifest.Entries.Select(static entry => entry.Variant).Distinct()];
        Dictionary<string, int> columns = variants.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index, StringComparer.Ordinal);
        ScoreTableBuilder table = new(run.Info.Experiment, run.Info.Id.ToString(), evaluation, variants, manifest.Entries.Length / variants.Length);
        Dictionary<(string Item, int Sample), int> units = [];
        foreach (ManifestEntry entry in manifest.Entries)
        {
            if (!units.TryGetValue((entry.Item, entry.Sample), out int unit)) units[(entry.Item, entry.Sample)] = unit = table.AddUnit(entry.Item, entry.Sample);
            (Outcome outcome, string? reason) = OutcomeOf(run, scores, entry.Key, references(entry.Item));
            if (outcome != Outcome.Missing) table.Set(unit, columns[entry.Variant], outcome, reason);
        }

        return table.Build();
    }

    private static (Outcome Outcome, string? Reason) OutcomeOf(RunReader run, EvaluationReader scores, KeyId key, KeyId? references)
    {
        if (!run.TryGet(key, out StoredGeneration generation)) return (Outcome.Missing, null);
        if (!generation.Succeeded) return (Outcome.Failed, run.ReadError(generation).Kind);
        if (!scores.TryGet(key, out StoredScore score)) return (Outcome.Unscored, "not scored yet");
        KeyId expected = references ?? score.References;
        if (score.Error is not null || score.IsCurrent(generation.Reference, expected)) return ScoreOutcome.Of(score.Value, score.Unscored ?? score.Error?.Message);
        return (Outcome.Unscored, score.References == expected ? "scored from another record" : "scored against another reference");
    }
}
