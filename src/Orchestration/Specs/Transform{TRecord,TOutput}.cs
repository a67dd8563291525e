using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Storage.Runs;

namespace TrialKeep;

/// <summary>
/// A named, typed step from a record to another record type. Its outputs are stored once for each input, and made anew when its settings, its code
/// or the input change. Make one by <see cref="Transform"/>, or out of another by <c>Then</c>.
/// </summary>
/// <typeparam name="TRecord">What variants answer.</typeparam>
/// <typeparam name="TOutput">What is made of it, a type with <c>[ExperimentRecord]</c>.</typeparam>
public abstract class Transform<TRecord, TOutput> : Transform<TRecord>
    where TRecord : IExperimentRecord<TRecord>
    where TOutput : IExperimentRecord<TOutput>
{
    private protected Transform(string name, string settings, CodeIdentity code, Transform<TRecord>? source)
        : base(name, settings, code, TOutput.Schema, source)
    {
    }

    /// <summary>A transform of what this one makes. Where this one finds nothing, neither does that.</summary>
    /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
    /// <param name="make">Makes the output, or says why there is none.</param>
    /// <param name="code">What identifies the code of <paramref name="make"/>.</param>
    public Transform<TRecord, TNext> Then<TNext>(string name, Func<TOutput, Transformed<TNext>> make, CodeIdentity code)
        where TNext : IExperimentRecord<TNext>
    {
        ArgumentNullException.ThrowIfNull(make);
        return Then<TNext>(name, (output, _) => ValueTask.FromResult(make(output)), code);
    }

    /// <summary>A transform of what this one makes that takes its time. Where this one finds nothing, neither does that.</summary>
    /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
    /// <param name="make">Makes the output, or says why there is none.</param>
    /// <param name="code">What identifies the code of <paramref name="make"/>.</param>
    /// <param name="settings">Canonical text of the settings, where the function has any beside its code; null for none.</param>
    public Transform<TRecord, TNext> Then<TNext>(
        string name, Func<TOutput, CancellationToken, ValueTask<Transformed<TNext>>> make, CodeIdentity code, string? settings = null)
        where TNext : IExperimentRecord<TNext>
    {
        ArgumentNullException.ThrowIfNull(make);
        return Then<TNext>(name, (output, _, cancellation) => make(output, cancellation), code, settings);
    }

    /// <summary>A transform of what this one makes that says what it has used up, as one that asks a model does. Where this one finds nothing, neither does that.</summary>
    /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
    /// <param name="make">Makes the output, or says why there is none.</param>
    /// <param name="code">What identifies the code of <paramref name="make"/>.</param>
    /// <param name="settings">Canonical text of the settings, where the function has any beside its code; null for none.</param>
    public Transform<TRecord, TNext> Then<TNext>(
        string name, Func<TOutput, TransformContext, CancellationToken, ValueTask<Transformed<TNext>>> make, CodeIdentity code, string? settings = null)
        where TNext : IExperimentRecord<TNext>
    {
        ArgumentNullException.ThrowIfNull(make);
        return new ChainedTransform<TRecord, TOutput, TNext>(this, name, settings ?? Transform.CodeSettings, code, make);
    }

    /// <summary>Reads what it is given, and how to transform that.</summary>
    private protected abstract Func<TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> Open(TransformItem item, out KeyId input);

    internal sealed override Task<bool>? ApplyAsync(TransformItem item, CallLane lane)
    {
        KeyId input = default;
        Func<TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> make;
        try
        {
            make = Open(item, out input);
            if (item.FindByInput(Identity.Id, input) is { } found)
            {
                Copy(item, found, input);
                return null;
            }

            if (item.Begun?.TryBegin(Identity.Id, input) == false) return TransformItem.SetAside;
        }
#pragma warning disable CA1031 // Whatever reading throws is a failure of that record, never of the run.
        catch (Exception exception) when (exception is not TrialKeep.Storage.StoreException)
#pragma warning restore CA1031
        {
            make = (_, _) => ValueTask.FromException<Transformed<TOutput>>(exception);
        }

        return lane.RunAsync<TransformWork<TOutput>, Transformed<TOutput>>(new(item, Envelope(item, input), make));
    }

    internal sealed override void Copy(in TransformItem item, in FoundTransform found, KeyId input)
    {
        TransformEnvelope envelope = Envelope(item, input);
        if (found.Stored.None is { } reason) item.Writer.TransformNone(envelope, reason);
        else item.Writer.Transform(envelope, Json.Read<TOutput>(found.Stored.Json.Span, found.Shared));
    }

    private TransformEnvelope Envelope(in TransformItem item, KeyId input) =>
        new(item.Generation.Key, item.Generation.Reference, Identity.Id, input, Name, item.Time);
}
