namespace TrialKeep.Orchestration.Execution;

/// <summary>What a call did. <c>Planned = Generated + Cached + Failed + Missing + Erased</c>.</summary>
/// <param name="Generated">Records obtained from variants in this call.</param>
/// <param name="Cached">Planned generations answered without a call, from this run or by reuse.</param>
/// <param name="Failed">Generations that have only failures at the end.</param>
/// <param name="Missing">Generations of which nothing is stored at the end.</param>
/// <param name="Evaluated">Scores computed in this call.</param>
/// <param name="Transformed">Outputs of transforms computed in this call, those that came to nothing included.</param>
public readonly record struct WorkCounts(int Generated, int Cached, int Failed, int Missing, int Evaluated, int Transformed = 0)
{
    /// <summary>Generations that were erased: they are not made again, and nothing is left to do about them.</summary>
    public int Erased { get; init; }

    /// <summary>All generations of the plan.</summary>
    public int Planned => Generated + Cached + Failed + Missing + Erased;
}
