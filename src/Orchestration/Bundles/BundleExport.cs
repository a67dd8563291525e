using System.Text;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>
/// Writes what is left to do as a folder of JSON lines that another machine, a person or a batch service can answer. Equal plans and equal stores give equal
/// bytes. The folder is there whole or not at all.
/// </summary>
public static class BundleExport
{
    /// <summary>Writes the answers that are missing or have failed. Answers that another run knows are left out: the next run takes them over.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="experiment">The experiment in the store; null when there is no store yet.</param>
    /// <param name="folder">A folder that does not exist or is empty.</param>
    /// <exception cref="InvalidInputException">There is something in the folder, or it can't be written.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be read.</exception>
    public static BundleReport Generation<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment? experiment, string folder)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanStates states = PlanStates.Read(plan, experiment);
        int[] wanted = [.. Enumerable.Range(0, plan.Count).Where(index => states[index] is WorkState.Missing or WorkState.Failed)];
        Write(plan, BundleKind.Generation, folder, wanted.Select(index => (Bundle.NameOf(plan.Keys[index].ToString(), null), BundleItems.Generation(plan, index))));
        return new(folder, wanted.Length, plan.Count - wanted.Length, 0);
    }

    /// <summary>
    /// Writes the scores that are missing, outdated, failed or unscored, of all evaluations, for the answers of the plan's latest run and what transforms made of them. Where a
    /// transform found nothing, there is nothing to score.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="experiment">The experiment in the store.</param>
    /// <param name="folder">A folder that does not exist or is empty.</param>
    /// <exception cref="InvalidInputException">There is no run or no evaluation, there is something in the folder, or it can't be written.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be read.</exception>
    public static BundleReport Evaluation<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment? experiment, string folder)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(plan);
        string name = plan.Experiment.Name;
        if (plan.Experiment.Evaluations.IsEmpty) throw new InvalidInputException($"The experiment '{name}' has no evaluation to export; call Evaluate(...).");
        if (experiment?.LatestRun(plan.Manifest) is not { } latest) throw new InvalidInputException($"There is no run of this plan of '{name}' whose answers could be scored; run or import it first.");
        using RunReader run = experiment.Read(latest);
        List<(int Place, int Evaluation)> wanted = Wanted(plan, run, out int left, out int unready);
        Write(plan, BundleKind.Evaluation, folder, wanted.Select(one =>
        {
            run.TryGet(plan.Keys[one.Place], out StoredGeneration generation);
            return (Bundle.NameOf(plan.Keys[one.Place].ToString(), plan.Experiment.Evaluations[one.Evaluation].Name), BundleItems.Evaluation(plan, one.Place, one.Evaluation, run, generation));
        }));
        return new(folder, wanted.Count, left, unready);
    }

    private static List<(int Place, int Evaluation)> Wanted<TTask, TRecord>(Plan<TTask, TRecord> plan, RunReader run, out int left, out int unready)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        List<(int Place, int Evaluation)> wanted = [];
        left = unready = 0;
        for (int evaluation = 0; evaluation < plan.Experiment.Evaluations.Length; evaluation++)
        {
            EvaluationSpec<TTask, TRecord> spec = plan.Experiment.Evaluations[evaluation];
            using EvaluationReader scores = run.Evaluation(spec.Name, spec.Identity);
            for (int place = 0; place < plan.Count; place++)
            {
                KeyId? made = null;
                ScoredState state = run.TryGet(plan.Keys[place], out StoredGeneration generation) && generation.Succeeded ? ScoredOutput.Find(spec, run, generation, out made) : ScoredState.Pending;
                if (state == ScoredState.Pending) unready++;
                else if (state == ScoredState.Nothing || HasValue(scores, plan, place, generation, made)) left++;
                else wanted.Add((place, evaluation));
            }
        }

        return wanted;
    }

    private static bool HasValue<TTask, TRecord>(EvaluationReader scores, Plan<TTask, TRecord> plan, int place, in StoredGeneration generation, KeyId? made)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        scores.TryPeek(plan.Keys[place], out ScoreSummary score) && score.Value is not null && score.IsCurrent(generation.Reference, plan.ReferencesOf(place), made);

    private static void Write<TTask, TRecord>(Plan<TTask, TRecord> plan, BundleKind kind, string folder, IEnumerable<(string Name, byte[] Line)> items)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())) throw new InvalidInputException($"There is something in {folder} already, and answers may lie there; name a new folder.");
        string aside = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            Directory.CreateDirectory(aside);
            WriteFiles(plan, kind, aside, items);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(aside, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The bundle {folder} can't be written ({exception.Message.TrimEnd('.')}); name another folder.", exception);
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    }

    private static void WriteFiles<TTask, TRecord>(Plan<TTask, TRecord> plan, BundleKind kind, string folder, IEnumerable<(string Name, byte[] Line)> items)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        OrderedDictionary<string, string> digests = new(StringComparer.Ordinal);
        using (FileStream lines = File.Create(Path.Combine(folder, BundleManifest.ItemsFile)))
        {
            foreach ((string name, byte[] line) in items)
            {
                digests.Add(name, BundleItems.DigestOf(line));
                lines.Write(line);
                lines.WriteByte((byte)'\n');
            }
        }

        using (FileStream manifest = File.Create(Path.Combine(folder, BundleManifest.FileName))) new BundleManifest(kind, plan.Experiment.Name, plan.Manifest.ToString(), digests).Write(manifest, plan);
        File.WriteAllBytes(Path.Combine(folder, BundleReadme.FileName), Encoding.UTF8.GetBytes(BundleReadme.Of(kind, plan.Experiment.Name)));
    }
}
