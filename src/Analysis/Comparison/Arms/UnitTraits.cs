using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>What is known of a unit's task besides its id.</summary>
public sealed record UnitTraits
{
    /// <summary>Nothing is known.</summary>
    public static UnitTraits None { get; } = new();

    /// <summary>The digest of its inputs; null when it is not known.</summary>
    public KeyId? Inputs { get; init; }

    /// <summary>The templates and shared texts it is asked with.</summary>
    public ImmutableArray<PromptPart> Prompt { get; init; } = [];

    /// <summary>Its cluster; null when it names none.</summary>
    public string? Cluster { get; init; }

    /// <summary>The values of its slices in the order of the table's; a shorter list leaves the others without.</summary>
    public ImmutableArray<string?> Slices { get; init; } = [];
}
