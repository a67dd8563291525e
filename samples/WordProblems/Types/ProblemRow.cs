using TrialKeep;

namespace WordProblems.Types;

/// <summary>A line of this project's own problems.</summary>
[ExperimentPart]
public sealed partial record ProblemRow
{
    public required string Id { get; init; }

    public string? Topic { get; init; }

    public required string Question { get; init; }

    public required decimal Answer { get; init; }
}
