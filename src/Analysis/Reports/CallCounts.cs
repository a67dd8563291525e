namespace TrialKeep.Analysis.Reports;

/// <summary>What one call of a run did about its planned generations.</summary>
/// <param name="Generated">Answers obtained from variants in this call.</param>
/// <param name="Cached">Planned generations answered without a call, from this run or by reuse.</param>
/// <param name="Failed">Generations that have only failures at the end.</param>
/// <param name="Missing">Generations that have neither an answer nor a failure at the end.</param>
/// <param name="Evaluated">Scores computed in this call.</param>
public sealed record CallCounts(int Generated, int Cached, int Failed, int Missing, int Evaluated)
{
    /// <summary>Generations that were erased from the store and are not made again.</summary>
    public int Erased { get; init; }

    /// <summary>How many generations were planned: generated, cached, failed, missing and erased together.</summary>
    public int Planned => Generated + Cached + Failed + Missing + Erased;
}
