using System.Collections.Immutable;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>
/// The generations of an experiment in plan order: the items of the data set, for each the variants as declared, for each the samples.
/// The order and the keys depend on nothing but the specification and the data.
/// </summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class Plan<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly ReferenceScan<TTask> _references;

    internal Plan(Experiment<TTask, TRecord> experiment, GenerationKeys<TTask, TRecord> generations, TaskList<TTask> tasks, ImmutableArray<KeyId> keys)
    {
        Experiment = experiment;
        Variants = generations.Variants;
        Samples = generations.Samples;
        Keys = keys;
        Manifest = Storage.Runs.Manifest.DigestOf(keys);
        tasks.IsPlanned = (place, key) => generations.First(key) == keys[place * generations.OfTask];
        Tasks = tasks;
        _references = new(tasks);
    }

    /// <summary>The experiment.</summary>
    public Experiment<TTask, TRecord> Experiment { get; }

    /// <summary>The selected variants as declared.</summary>
    public ImmutableArray<VariantSpec<TTask, TRecord>> Variants { get; }

    /// <summary>Answers of each variant to each task.</summary>
    public int Samples { get; }

    /// <summary>
    /// The selected tasks in data-set order. Of many tasks those of a file that can be read again are not held: each is read when it is asked for, and one that
    /// is not the planned one any more is an <see cref="InvalidInputException"/>.
    /// </summary>
    public IReadOnlyList<PlannedTask<TTask>> Tasks { get; }

    /// <summary>The key of each generation in plan order.</summary>
    public ImmutableArray<KeyId> Keys { get; }

    /// <summary>The digest that names the manifest.</summary>
    public Digest Manifest { get; }

    /// <summary>How many generations there are.</summary>
    public int Count => Keys.Length;

    /// <summary>The index, among <see cref="Tasks"/>, of a generation's task.</summary>
    public int TaskIndexOf(int index) => index / (Variants.Length * Samples);

    /// <summary>The task of a generation.</summary>
    public PlannedTask<TTask> TaskOf(int index) => Tasks[TaskIndexOf(index)];

    /// <summary>The digest of the references of a generation's task; quick for whoever asks in plan order.</summary>
    public KeyId ReferencesOf(int index) => _references.Of(TaskIndexOf(index));

    /// <summary>The index, among <see cref="Variants"/>, of a generation's variant.</summary>
    public int VariantIndexOf(int index) => index / Samples % Variants.Length;

    /// <summary>The variant of a generation.</summary>
    public VariantSpec<TTask, TRecord> VariantOf(int index) => Variants[VariantIndexOf(index)];

    /// <summary>The sample of a generation, from 0.</summary>
    public int SampleOf(int index) => index % Samples;

    /// <summary>Why a generation is not made: it, its task or its item was erased; null when none was.</summary>
    internal Tombstone? TombstoneOf(ErasedWork erased, int index)
    {
        if (erased.IsEmpty) return null;
        PlannedTask<TTask> task = TaskOf(index).Identified();
        return erased.Find(task.Item, task.Key.Id, Keys[index]);
    }

    internal Manifest ToManifest() => new(new PlanEntries<TTask, TRecord>(this), Manifest);
}
