using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    internal Plan(Experiment<TTask, TRecord> experiment, ImmutableArray<VariantSpec<TTask, TRecord>> variants, int samples, PlannedTask<TTask>[] tasks)
    {
        Experiment = experiment;
        Variants = variants;
        Samples = samples;
        Tasks = tasks;
        Keys = Identify(experiment, variants, samples, tasks);
        Manifest = Storage.Runs.Manifest.DigestOf(Keys);
    }

    /// <summary>The experiment.</summary>
    public Experiment<TTask, TRecord> Experiment { get; }

    /// <summary>The selected variants as declared.</summary>
    public ImmutableArray<VariantSpec<TTask, TRecord>> Variants { get; }

    /// <summary>Answers of each variant to each task.</summary>
    public int Samples { get; }

    /// <summary>The selected tasks in data-set order.</summary>
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
        PlannedTask<TTask> task = TaskOf(index);
        return erased.Find(task.Item, task.Key.Id, Keys[index]);
    }

    internal Manifest ToManifest() => new([.. Enumerable.Range(0, Count).Select(index =>
        new ManifestEntry(Keys[index], TaskOf(index).Item, VariantOf(index).Name, SampleOf(index)))]);

    private static ImmutableArray<KeyId> Identify(
        Experiment<TTask, TRecord> experiment, ImmutableArray<VariantSpec<TTask, TRecord>> variants, int samples, PlannedTask<TTask>[] tasks)
    {
        KeyId[] keys = new KeyId[checked(tasks.Length * variants.Length * samples)];
        string record = TRecord.Schema.Id;
        RowWork.Each(tasks.Length, task =>
        {
            int next = task * variants.Length * samples;
            foreach (VariantSpec<TTask, TRecord> variant in variants)
            {
                for (int sample = 0; sample < samples; sample++)
                {
                    keys[next++] = Identities.Generation(tasks[task].Key, variant.Key, record, variant.Code, sample, experiment.EnvironmentScope).Id;
                }
            }
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(keys);
    }
}
