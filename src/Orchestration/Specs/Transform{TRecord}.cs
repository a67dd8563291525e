using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>A transform of the records of an experiment, whatever it makes of them.</summary>
/// <typeparam name="TRecord">What variants answer.</typeparam>
public abstract class Transform<TRecord>
    where TRecord : IExperimentRecord<TRecord>
{
    private protected Transform(string name, string settings, CodeIdentity code, Schema output, Transform<TRecord>? source)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(settings);
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("A transform has an empty name; give it one.", nameof(name));
        if (string.IsNullOrEmpty(code.Text)) throw new ArgumentException($"'{name}' has no code identity; pass Code.Version(\"1\") and raise it when the code changes what comes out.", nameof(code));
        (Name, Settings, Code, Output, Source) = (name, settings, code, output, source);
        Identity = Identities.Transform(settings, output.Id, code);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Canonical text of the kind of transform and its settings.</summary>
    public string Settings { get; }

    /// <summary>What identifies the user's code in it.</summary>
    public CodeIdentity Code { get; }

    /// <summary>The schema of what it makes.</summary>
    public Schema Output { get; }

    /// <summary>The transform whose output it is given; null when it is given the record.</summary>
    public Transform<TRecord>? Source { get; }

    /// <summary>Its identity: settings, code and the type of its output, not its name and not what it is given.</summary>
    public Digest Identity { get; }

    /// <summary>How many transforms stand before it.</summary>
    internal int Depth => Source is null ? 0 : Source.Depth + 1;

    /// <summary>Transforms one record that is stored, and stores what came out.</summary>
    /// <returns>Whether it was begun; null when the same work was stored already, and <see cref="TransformItem.SetAside"/> when it is under way.</returns>
    internal abstract Task<bool>? ApplyAsync(TransformItem item, CallLane lane);

    /// <summary>Stores what another line has of the same work.</summary>
    internal abstract void Copy(in TransformItem item, in FoundTransform found, KeyId input);

    /// <summary>Whether both are the same step of an experiment.</summary>
    internal bool IsSame(Transform<TRecord> other) =>
        Name == other.Name && Identity == other.Identity && (Source is null ? other.Source is null : other.Source is { } before && Source.IsSame(before));
}
