using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>What the columns of a table share: the units and what is known of their tasks.</summary>
internal sealed class ArmUnits(ImmutableArray<ScoreUnit> units, ImmutableArray<string> slices, string?[][] levels, string?[] clusters, KeyId[] inputs,
    int[] prompts, ImmutableArray<ImmutableArray<PromptPart>> promptSets)
{
    public ImmutableArray<ScoreUnit> Units { get; } = units;

    public ImmutableArray<string> Slices { get; } = slices;

    public string?[] Clusters { get; } = clusters;

    public KeyId[] Inputs { get; } = inputs;

    public bool HasClusters { get; } = Array.Exists(clusters, static cluster => cluster is not null);

    public string? SliceOf(string slice, int unit) => Slices.IndexOf(slice) is var index and >= 0 ? levels[index][unit] : null;

    public ImmutableArray<PromptPart> PromptOf(int unit) => promptSets[prompts[unit]];
}
