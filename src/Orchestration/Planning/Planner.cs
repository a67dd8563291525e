using System.Collections.Immutable;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>Makes the plan of an experiment: reads the data, computes the keys, refuses what can't be told apart.</summary>
public static class Planner
{
    /// <summary>How many tasks a plan holds with their identity. Of more, identities are computed, and tasks that can be read again are read again.</summary>
    private const int MostHeld = 100_000;

    /// <summary>Plans an experiment.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while the data was read.</exception>
    /// <exception cref="InvalidInputException">The experiment lacks something, the data can't be read, or two items or variants are the same.</exception>
    public static Plan<TTask, TRecord> Plan<TTask, TRecord>(Experiment<TTask, TRecord> experiment, Selection selection, CancellationToken cancellation = default)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => Plan(experiment, selection, MostHeld, cancellation);

    internal static Plan<TTask, TRecord> Plan<TTask, TRecord>(Experiment<TTask, TRecord> experiment, Selection selection, int mostHeld, CancellationToken cancellation = default)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(selection);
        if (experiment.Source is null) throw new InvalidInputException($"The experiment '{experiment.Name}' has no data; call Data(...).");
        if (selection.Samples is < 1 || selection.Limit is < 1 || selection.Subset is < 1) throw new InvalidInputException("A limit, a subset and a number of samples are whole numbers from 1.");
        if (selection is { Subset: null } and ({ SubsetBy: not null } or { SubsetSeed: not 0 })) throw new InvalidInputException("A subset's seed or slice draws nothing without its size; say how many items are to be drawn (--subset N).");
        CheckNames(experiment);
        ImmutableArray<VariantSpec<TTask, TRecord>> variants = Select(experiment, selection);
        GenerationKeys<TTask, TRecord> generations = new(experiment, variants, selection.Samples ?? experiment.SampleCount);
        (TaskList<TTask> tasks, ImmutableArray<KeyId> keys) = new PlanReader<TTask, TRecord>(experiment.Source, generations, selection, mostHeld, cancellation).Read();
        if (tasks.Count == 0) throw new InvalidInputException($"The data of the experiment '{experiment.Name}' has no item.");
        return new(experiment, generations, tasks, keys);
    }

    private static ImmutableArray<VariantSpec<TTask, TRecord>> Select<TTask, TRecord>(Experiment<TTask, TRecord> experiment, Selection selection)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (experiment.Variants.IsEmpty) throw new InvalidInputException($"The experiment '{experiment.Name}' has no variant; call Variant(...).");
        Dictionary<(Digest, CodeIdentity), string> known = [];
        foreach (VariantSpec<TTask, TRecord> variant in experiment.Variants)
        {
            if (!known.TryAdd((variant.Key, variant.Code), variant.Name))
            {
                throw new InvalidInputException($"The variants '{known[(variant.Key, variant.Code)]}' and '{variant.Name}' have the same key and code, so their answers can't be told apart; give them different settings.");
            }
        }

        ImmutableArray<VariantSpec<TTask, TRecord>> selected = [.. experiment.Variants.Where(variant => selection.Includes(variant.Name))];
        if (!selected.IsEmpty) return selected;
        string names = string.Join(", ", experiment.Variants.Select(static variant => variant.Name));
        throw new InvalidInputException($"No variant is called '{selection.Variants}'; there are {names}.");
    }

    // Names become folders, and evaluators may need files: what can't be used is found before anything is paid for.
    private static void CheckNames<TTask, TRecord>(Experiment<TTask, TRecord> experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        try
        {
            Name.Check("experiment", experiment.Name);
            foreach (Transform<TRecord> transform in experiment.Transforms) Name.Check("transform", transform.Name);
            foreach (EvaluationSpec<TTask, TRecord> evaluation in experiment.Evaluations)
            {
                Name.Check("evaluation", evaluation.Name);
                // What identifies an evaluator may lie in a file: one that can't be read is found here.
                _ = evaluation.Identity;
            }
        }
        catch (StoreException exception)
        {
            throw new InvalidInputException(exception.Message, exception);
        }
    }
}
