namespace TrialKeep.Analysis.Comparison.Leaderboards;

/// <summary>An arm's place.</summary>
/// <param name="Arm">The arm's name.</param>
/// <param name="Mean">Its mean score on the common units.</param>
/// <param name="Rank">Its place, 1 for the best; arms with equal means share the better place.</param>
/// <param name="RankLow">The best place that its interval reaches.</param>
/// <param name="RankHigh">The worst place that its interval reaches.</param>
/// <param name="ProbabilityBest">In which share of the resamples it is the best; ties count in parts.</param>
public sealed record LeaderboardEntry(string Arm, double Mean, int Rank, int RankLow, int RankHigh, double ProbabilityBest);
