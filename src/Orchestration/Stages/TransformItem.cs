using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>A record that is to be transformed.</summary>
/// <param name="Generation">The generation, which succeeded.</param>
/// <param name="Reader">What is durable.</param>
/// <param name="Writer">Where the output goes.</param>
/// <param name="Others">Outputs that other runs have; null when none may be taken over.</param>
/// <param name="Time">The moment.</param>
/// <param name="Index">Its place in the plan.</param>
/// <param name="ItemOf">Names the item of a place: messages and traces ask, and a plan may have to read the task for it.</param>
/// <param name="Made">Is told of each output that was computed.</param>
/// <param name="Begun">What was begun in this call; null when nothing is to be set aside.</param>
/// <param name="TracesContent">Traces hold messages of errors.</param>
internal readonly record struct TransformItem(
    StoredGeneration Generation, RunReader Reader, RunWriter Writer, TransformLookup? Others, DateTimeOffset Time, int Index, Func<int, string> ItemOf, Action Made, BegunInputs? Begun, bool TracesContent)
{
    /// <summary>The answer of whoever sets a record aside because an equal one is under way: it waits for what comes of that.</summary>
    public static Task<bool> SetAside { get; } = Task.FromResult(false);

    /// <summary>The item.</summary>
    public string Item => ItemOf(Index);

    /// <summary>What a transform made of this input anywhere; null when no line says.</summary>
    public FoundTransform? FindByInput(KeyId transform, KeyId input)
    {
        if (Others is null) return null;
        return Reader.Transforms.FindByInput(transform, input) is { } own ? new(own, Reader.Transforms.Shared) : Others.FindByInput(transform, input);
    }
}
