using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Stages;

/// <summary>What transforms were given in this call so far, so that none is asked twice about the same. From any thread.</summary>
internal sealed class BegunInputs
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, DigestSet> _transforms = [];

    /// <summary>Notes that a transform is given an input; false when it was before.</summary>
    public bool TryBegin(KeyId transform, KeyId input)
    {
        lock (_lock)
        {
            if (!_transforms.TryGetValue(transform, out DigestSet? inputs)) _transforms.Add(transform, inputs = new());
            return inputs.Add(input);
        }
    }
}
