namespace TrialKeep.Analysis.Comparison.Leaderboards;

/// <summary>The arms in order of their mean scores on the units that all of them share, with percentile intervals of the ranks.</summary>
/// <param name="Entries">The arms, best first.</param>
/// <param name="Units">On how many units it rests.</param>
/// <param name="Clusters">How many groups of them were drawn.</param>
/// <param name="Resamples">How often was drawn.</param>
public sealed record Leaderboard(IReadOnlyList<LeaderboardEntry> Entries, int Units, int Clusters, int Resamples);
