using System.Collections.Immutable;

namespace TrialKeep.Orchestration.Tests;

[ExperimentPart]
public sealed partial record ExportedAnswer
{
    public ImmutableArray<string> Text { get; init; } = [];
}
