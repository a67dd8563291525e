using System.Collections.Immutable;
using TrialKeep.Orchestration.Data;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>Makes the plan of an experiment: reads the data, computes the keys, refuses what can't be told apart.</summary>
public static class Planner
{
    private const int RowsAtOnce = 4096;

    /// <summary>Plans an experiment.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while the data was read.</exception>
    /// <exception cref="InvalidInputException">The experiment lacks something, the data can't be read, or two items or variants are the same.</exception>
    public static Plan<TTask, TRecord> Plan<TTask, TRecord>(Experiment<TTask, TRecord> experiment, Selection selection, CancellationToken cancellation = default)
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
        List<PlannedTask<TTask>> tasks = Read(experiment.Source, cancellation);
        if (tasks.Count == 0) throw new InvalidInputException($"The data of the experiment '{experiment.Name}' has no item.");
        return new(experiment, variants, selection.Samples ?? experiment.SampleCount, Select(tasks, selection));
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

    private static List<PlannedTask<TTask>> Read<TTask>(DataSet<TTask> data, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
    {
        List<PlannedTask<TTask>> tasks = [];
        Dictionary<string, DataRow<TTask>> known = new(StringComparer.Ordinal);
        foreach (DataRow<TTask>[] rows in Rows(data, cancellation).Chunk(RowsAtOnce))
        {
            PlannedTask<TTask>[] identified = new PlannedTask<TTask>[rows.Length];
            RowWork.Each(rows.Length, index => identified[index] = Identify(rows[index]));
            for (int i = 0; i < rows.Length; i++)
            {
                if (known.TryAdd(identified[i].Item, rows[i])) continue;
                throw new InvalidInputException($"{rows[i].Origin}: the item '{identified[i].Item}' is there already, in {known[identified[i].Item].Origin}; results are paired by item, so give each its own id.");
            }

            tasks.AddRange(identified);
        }

        return tasks;
    }

    private static IEnumerable<DataRow<TTask>> Rows<TTask>(DataSet<TTask> data, CancellationToken cancellation)
    {
        foreach (DataRow<TTask> row in data.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private static PlannedTask<TTask> Identify<TTask>(DataRow<TTask> row)
        where TTask : IExperimentTask<TTask>
    {
        try
        {
            Digest key = Key.Of(row.Value);
            string item = TaskItem.Of(row.Value, key);
            if (string.IsNullOrWhiteSpace(item)) throw new InvalidInputException($"{row.Origin}: the item's id is empty; results are paired by it.");
            return new(row.Value, item, key, TaskContent.Of(row.Value), References(row.Value));
        }
        catch (ExperimentDataException exception)
        {
            throw new InvalidInputException($"{row.Origin}: {exception.Message}", exception);
        }
    }

    private static KeyId References<TTask>(TTask task)
        where TTask : IExperimentTask<TTask>
    {
        KeyWriter writer = KeyWriter.Rent();
        try
        {
            TTask.WriteReferences(ref writer, task);
            return writer.ToDigest().Id;
        }
        finally
        {
            writer.Return();
        }
    }

    private static PlannedTask<TTask>[] Select<TTask>(List<PlannedTask<TTask>> tasks, Selection selection)
        where TTask : IExperimentTask<TTask>
    {
        IEnumerable<PlannedTask<TTask>> selected = tasks;
        if (selection.Subset is int count)
        {
            string[] items = [.. tasks.Select(static task => task.Item)];
            bool[] drawn = selection.SubsetBy is { } slice ? SeededDraw.Of(items, LevelsOf(tasks, slice), count, selection.SubsetSeed) : SeededDraw.Of(items, count, selection.SubsetSeed);
            selected = selected.Where((_, index) => drawn[index]);
        }

        return [.. selection.Limit is int limit ? selected.Take(limit) : selected];
    }

    private static string?[] LevelsOf<TTask>(List<PlannedTask<TTask>> tasks, string slice)
        where TTask : IExperimentTask<TTask>
    {
        if (TaskSlices.Find<TTask>(slice) is { } column) return [.. tasks.Select(task => column.LevelOf(task.Task))];
        string[] names = TaskSlices.Names<TTask>();
        throw new InvalidInputException(names.Length == 0 ? $"The task '{TTask.Schema.Id}' has no slice '{slice}', and none at all; mark a member with [Slice]." : $"The task '{TTask.Schema.Id}' has no slice '{slice}'; there are {string.Join(", ", names)}.");
    }
}
