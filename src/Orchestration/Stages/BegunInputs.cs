using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// What transforms that call somebody were given in this call so far, so that none is asked twice about the same. Of the others nothing is kept: to compute something twice takes less than
/// to remember it. From any thread.
/// </summary>
internal sealed class BegunInputs
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, DigestSet> _transforms;

    private BegunInputs(Dictionary<KeyId, DigestSet> transforms) => _transforms = transforms;

    /// <summary>The inputs of these transforms; null when there is none.</summary>
    public static BegunInputs? Of<TRecord>(IEnumerable<Transform<TRecord>> transforms)
        where TRecord : Runtime.Schemas.IExperimentRecord<TRecord>
    {
        Dictionary<KeyId, DigestSet> inputs = transforms.ToDictionary(static transform => transform.Identity.Id, static _ => new DigestSet());
        return inputs.Count == 0 ? null : new(inputs);
    }

    /// <summary>Notes that a transform is given an input; false when it was before.</summary>
    public bool TryBegin(KeyId transform, KeyId input)
    {
        if (!_transforms.TryGetValue(transform, out DigestSet? inputs)) return true;
        lock (_lock) return inputs.Add(input);
    }
}
