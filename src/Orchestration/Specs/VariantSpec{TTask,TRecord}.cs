using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Specs;

/// <summary>A variant of an experiment: what answers and is compared.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public abstract class VariantSpec<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private protected VariantSpec(
        string name, Schema schema, Digest key, CodeIdentity code, Func<TTask, VariantContext, CancellationToken, Task<TRecord>> answer) =>
        (Name, Schema, Key, Code, Answer) = (name, schema, key, code, answer);

    /// <summary>The display name.</summary>
    public string Name { get; }

    /// <summary>The schema of the variant's type.</summary>
    public Schema Schema { get; }

    /// <summary>The key of the settings.</summary>
    public Digest Key { get; }

    /// <summary>What identifies the code.</summary>
    public CodeIdentity Code { get; }

    /// <summary>Gives the record, or throws.</summary>
    public Func<TTask, VariantContext, CancellationToken, Task<TRecord>> Answer { get; }

    /// <summary>The settings as JSON.</summary>
    public abstract byte[] ToJson();

    /// <summary>The settings that identify the variant, with prompts rendered: what is handed to readers outside this SDK.</summary>
    internal abstract byte[] ToView();

    internal abstract void Store(RunWriter writer);
}
