using TrialKeep;

namespace WordProblems.Types;

/// <summary>A line of GSM8K: the number follows <c>####</c> in the answer.</summary>
[ExperimentPart]
public sealed partial record GsmRow
{
    public required string Question { get; init; }

    public required string Answer { get; init; }
}
