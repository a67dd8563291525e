namespace TrialKeep.Analysis.Comparison.Tradeoffs;

/// <summary>An arm between quality and what it costs.</summary>
/// <param name="Arm">The arm's name.</param>
/// <param name="Quality">Its mean score.</param>
/// <param name="Costs">Its mean of each measurement of the front, in their order.</param>
/// <param name="DominatedBy">The first arm that is at least as good in everything and better in something; null for an arm on the front.</param>
public sealed record ParetoPoint(string Arm, double Quality, IReadOnlyList<double> Costs, string? DominatedBy)
{
    /// <summary>No other arm is at least as good in everything and better in something.</summary>
    public bool IsOnFront => DominatedBy is null;
}
