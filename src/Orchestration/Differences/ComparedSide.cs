using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Differences;

/// <summary>A plan or a run, as far as it is compared.</summary>
internal sealed record ComparedSide
{
    public required string Name { get; init; }

    /// <summary>The generations in plan order.</summary>
    public required ImmutableArray<KeyId> Keys { get; init; }

    /// <summary>The item of each generation.</summary>
    public required Func<int, string> ItemOf { get; init; }

    public required int Samples { get; init; }

    public required OrderedDictionary<string, ComparedEntry> Items { get; init; }

    public required OrderedDictionary<string, ComparedEntry> Variants { get; init; }

    /// <summary>The evaluations by name, with the first 16 digits of their identity.</summary>
    public required OrderedDictionary<string, string> Evaluations { get; init; }

    /// <summary>Whether the answer is there; of a plan, whether it is planned.</summary>
    public required Func<KeyId, bool> HasAnswer { get; init; }

    /// <summary>Whether the answer has a score by the evaluation of this name.</summary>
    public required Func<KeyId, string, bool> HasScore { get; init; }
}
