using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Makes transforms: named, typed steps from a record to another record type, whose outputs are stored and reused.</summary>
public static class Transform
{
    /// <summary>The settings of a transform that is nothing but the user's code.</summary>
    internal const string CodeSettings = "trialkeep.transform.code/1";

    /// <summary>A transform that is the user's own function. It should depend on its input and on nothing else.</summary>
    /// <typeparam name="TRecord">What variants answer.</typeparam>
    /// <typeparam name="TOutput">What is made of it, a type with <c>[ExperimentRecord]</c>.</typeparam>
    /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
    /// <param name="make">Makes the output, or says why there is none. A thrown exception is a failure of that record, tried again by the next call.</param>
    /// <param name="code">What identifies the code of <paramref name="make"/>.</param>
    public static Transform<TRecord, TOutput> Of<TRecord, TOutput>(string name, Func<TRecord, Transformed<TOutput>> make, CodeIdentity code)
        where TRecord : IExperimentRecord<TRecord>
        where TOutput : IExperimentRecord<TOutput>
    {
        ArgumentNullException.ThrowIfNull(make);
        return Of<TRecord, TOutput>(name, (record, _) => ValueTask.FromResult(make(record)), code);
    }

    /// <summary>A transform that is the user's own function and takes its time.</summary>
    /// <typeparam name="TRecord">What variants answer.</typeparam>
    /// <typeparam name="TOutput">What is made of it, a type with <c>[ExperimentRecord]</c>.</typeparam>
    /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
    /// <param name="make">Makes the output, or says why there is none. A thrown exception is a failure of that record, tried again by the next call.</param>
    /// <param name="code">What identifies the code of <paramref name="make"/>.</param>
    /// <param name="settings">Canonical text of the settings, where the function has any beside its code: another text, another transform. Null for none.</param>
    public static Transform<TRecord, TOutput> Of<TRecord, TOutput>(
        string name, Func<TRecord, CancellationToken, ValueTask<Transformed<TOutput>>> make, CodeIdentity code, string? settings = null)
        where TRecord : IExperimentRecord<TRecord>
        where TOutput : IExperimentRecord<TOutput>
    {
        ArgumentNullException.ThrowIfNull(make);
        return Of<TRecord, TOutput>(name, (record, _, cancellation) => make(record, cancellation), code, settings);
    }

    /// <summary>A transform that is the user's own function and says what it has used up, as one that asks a model does. How it may be called is said by <c>LimitTransform</c>.</summary>
    /// <typeparam name="TRecord">What variants answer.</typeparam>
    /// <typeparam name="TOutput">What is made of it, a type with <c>[ExperimentRecord]</c>.</typeparam>
    /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
    /// <param name="make">Makes the output, or says why there is none. A thrown exception is a failure of that record, tried again as its limits say, and by the next call.</param>
    /// <param name="code">What identifies the code of <paramref name="make"/>.</param>
    /// <param name="settings">Canonical text of the settings, where the function has any beside its code: another text, another transform. Null for none.</param>
    public static Transform<TRecord, TOutput> Of<TRecord, TOutput>(
        string name, Func<TRecord, TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> make, CodeIdentity code, string? settings = null)
        where TRecord : IExperimentRecord<TRecord>
        where TOutput : IExperimentRecord<TOutput>
    {
        ArgumentNullException.ThrowIfNull(make);
        return new RecordTransform<TRecord, TOutput>(name, settings ?? CodeSettings, code, make);
    }
}
