using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Differences;

/// <summary>Tells what differs between plans and runs, item by item, and what it costs to bring one to the other. Nothing runs and nothing is written.</summary>
public static class Differ
{
    /// <summary>The name of a plan in a difference.</summary>
    public const string PlanName = "plan";

    /// <summary>What differs between two plans.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The second.</param>
    /// <param name="experiment">What is stored of the experiment, so that reuse is told; null for nothing.</param>
    public static PlanDifference Plans<TTask, TRecord>(Plan<TTask, TRecord> from, Plan<TTask, TRecord> to, StoredExperiment? experiment = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Compare(PlanSide.Of(from, PlanName), PlanSide.Of(to, PlanName), experiment, []);
    }

    /// <summary>What differs between two runs.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">There is no such run, or it can't be read.</exception>
    public static PlanDifference Runs<TTask>(StoredExperiment experiment, RunId from, RunId to)
        where TTask : IExperimentTask<TTask>
    {
        ArgumentNullException.ThrowIfNull(experiment);
        Dictionary<string, Schema> none = [];
        using RunSide before = new(experiment.Read(from), TTask.Schema, none);
        using RunSide after = new(experiment.Read(to), TTask.Schema, none);
        return Compare(before.Read(), after.Read(), experiment, [before, after]);
    }

    /// <summary>What differs between a run and a plan: what an edit changes.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">There is no such run, or it can't be read.</exception>
    public static PlanDifference RunAndPlan<TTask, TRecord>(StoredExperiment experiment, RunId from, Plan<TTask, TRecord> to)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(to);
        using RunSide before = new(experiment.Read(from), TTask.Schema, SchemasOf(to));
        return Compare(before.Read(), PlanSide.Of(to, PlanName), experiment, [before]);
    }

    /// <summary>What differs between a plan and a run.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">There is no such run, or it can't be read.</exception>
    public static PlanDifference PlanAndRun<TTask, TRecord>(StoredExperiment experiment, Plan<TTask, TRecord> from, RunId to)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(from);
        using RunSide after = new(experiment.Read(to), TTask.Schema, SchemasOf(from));
        return Compare(PlanSide.Of(from, PlanName), after.Read(), experiment, [after]);
    }

    private static Dictionary<string, Schema> SchemasOf<TTask, TRecord>(Plan<TTask, TRecord> plan)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => plan.Variants.Select(static variant => variant.Schema).DistinctBy(static schema => schema.Id).ToDictionary(static schema => schema.Id);

    private static PlanDifference Compare(ComparedSide from, ComparedSide to, StoredExperiment? experiment, IReadOnlyList<RunSide> runs)
    {
        HashSet<KeyId> before = [.. from.Keys];
        HashSet<KeyId> after = [.. to.Keys];
        List<EntryDifference> relabelled = References(from, to);
        List<RenamedVariant> renamed = Renamed(from, to);
        return new(from.Name, to.Name)
        {
            AddedItems = [.. to.Items.Keys.Where(item => !from.Items.ContainsKey(item))],
            RemovedItems = [.. from.Items.Keys.Where(item => !to.Items.ContainsKey(item))],
            ChangedItems = Changed(from.Items, to.Items),
            ChangedReferences = relabelled,
            AddedVariants = [.. to.Variants.Keys.Where(variant => !from.Variants.ContainsKey(variant) && renamed.TrueForAll(one => one.After != variant))],
            RemovedVariants = [.. from.Variants.Keys.Where(variant => !to.Variants.ContainsKey(variant) && renamed.TrueForAll(one => one.Before != variant))],
            RenamedVariants = renamed,
            ChangedVariants = Changed(from.Variants, to.Variants),
            AddedEvaluations = [.. to.Evaluations.Keys.Where(evaluation => !from.Evaluations.ContainsKey(evaluation))],
            RemovedEvaluations = [.. from.Evaluations.Keys.Where(evaluation => !to.Evaluations.ContainsKey(evaluation))],
            ChangedEvaluations = [.. to.Evaluations.Where(evaluation => from.Evaluations.TryGetValue(evaluation.Key, out string? identity) && identity != evaluation.Value).Select(static evaluation => evaluation.Key)],
            SamplesBefore = from.Samples,
            SamplesAfter = to.Samples,
            CommonAnswers = to.Keys.Count(before.Contains),
            AddedAnswers = to.Keys.Count(key => !before.Contains(key)),
            RemovedAnswers = from.Keys.Count(key => !after.Contains(key)),
            IsSameManifest = from.Keys.AsSpan().SequenceEqual(to.Keys.AsSpan()),
            Cost = CostOf(from, to, experiment, [.. relabelled.Select(static item => item.Name)]),
            Notes = [.. runs.Where(static run => run.Unknown > 0).Select(static run => FormattableString.Invariant($"Nothing is stored of {run.Unknown} items of a run, so that their tasks can't be compared."))],
        };
    }

    private static List<EntryDifference> Changed(OrderedDictionary<string, ComparedEntry> from, OrderedDictionary<string, ComparedEntry> to)
    {
        List<EntryDifference> changed = [];
        foreach ((string name, ComparedEntry after) in to)
        {
            if (!from.TryGetValue(name, out ComparedEntry? before) || before.Identity is null || after.Identity is null || before.Identity == after.Identity) continue;
            changed.Add(after.Against(name, before));
        }

        return changed;
    }

    private static List<EntryDifference> References(ComparedSide from, ComparedSide to)
    {
        List<EntryDifference> changed = [];
        foreach ((string name, ComparedEntry after) in to.Items)
        {
            if (!from.Items.TryGetValue(name, out ComparedEntry? before) || before.Identity is null || after.Identity is null) continue;
            List<PartDifference> parts = KeyParts.Compare(before.References(), after.References());
            if (parts.Count > 0) changed.Add(new(name, parts));
        }

        return changed;
    }

    private static List<RenamedVariant> Renamed(ComparedSide from, ComparedSide to)
    {
        List<RenamedVariant> renamed = [];
        foreach ((string after, ComparedEntry entry) in to.Variants)
        {
            if (entry.Identity is null || from.Variants.ContainsKey(after)) continue;
            string? before = from.Variants.FirstOrDefault(other => other.Value.Identity == entry.Identity && !to.Variants.ContainsKey(other.Key)).Key;
            if (before is not null) renamed.Add(new(before, after));
        }

        return renamed;
    }

    private static DifferenceCost CostOf(ComparedSide from, ComparedSide to, StoredExperiment? experiment, HashSet<string> relabelled)
    {
        KeyId[] lacking = [.. to.Keys.Where(key => !from.HasAnswer(key))];
        int stored = 0;
        if (experiment is not null && lacking.Length > 0)
        {
            using GenerationLookup lookup = experiment.Lookup(except: null, lacking.Length);
            stored = lacking.Count(key => lookup.TryFind(key, out _));
        }

        int scores = 0;
        foreach ((string evaluation, string identity) in to.Evaluations)
        {
            bool isSame = from.Evaluations.TryGetValue(evaluation, out string? before) && before == identity;
            for (int i = 0; i < to.Keys.Length; i++)
            {
                if (!isSame || relabelled.Contains(to.ItemOf(i)) || !from.HasScore(to.Keys[i], evaluation)) scores++;
            }
        }

        return new(lacking.Length, stored, scores);
    }
}
