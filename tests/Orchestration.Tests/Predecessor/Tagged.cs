using System.Collections.Immutable;

namespace TrialKeep.Orchestration.Tests.Predecessor;

/// <summary>A task with a set and a map, whose order in memory is another one in each process.</summary>
[ExperimentTask("tests.tagged")]
public sealed partial record Tagged
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required ImmutableHashSet<string> Tags { get; init; }

    [KeyPart]
    public required ImmutableDictionary<string, int> Weights { get; init; }
}
