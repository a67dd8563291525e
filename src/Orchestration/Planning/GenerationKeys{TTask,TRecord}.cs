using System.Collections.Immutable;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Planning;

/// <summary>The keys of a task's generations: the variants as declared, for each the samples.</summary>
internal sealed class GenerationKeys<TTask, TRecord>(Experiment<TTask, TRecord> experiment, ImmutableArray<VariantSpec<TTask, TRecord>> variants, int samples)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly string _record = TRecord.Schema.Id;

    /// <summary>The selected variants as declared.</summary>
    public ImmutableArray<VariantSpec<TTask, TRecord>> Variants => variants;

    /// <summary>Answers of each variant to each task.</summary>
    public int Samples => samples;

    /// <summary>Generations of a task.</summary>
    public int OfTask { get; } = checked(variants.Length * samples);

    /// <summary>The key of a task's first generation.</summary>
    public KeyId First(Digest task) => Of(task, variants[0], 0);

    /// <summary>Writes the keys of a task's generations.</summary>
    /// <param name="task">The key of the task.</param>
    /// <param name="keys">Room for <see cref="OfTask"/>.</param>
    public void Write(Digest task, Span<KeyId> keys)
    {
        int next = 0;
        foreach (VariantSpec<TTask, TRecord> variant in variants)
        {
            for (int sample = 0; sample < samples; sample++) keys[next++] = Of(task, variant, sample);
        }
    }

    private KeyId Of(Digest task, VariantSpec<TTask, TRecord> variant, int sample) =>
        Identities.Generation(task, variant.Key, _record, variant.Code, sample, experiment.EnvironmentScope).Id;
}
