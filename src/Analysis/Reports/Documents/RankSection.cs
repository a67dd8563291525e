using TrialKeep.Analysis.Comparison.Leaderboards;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>The arms by rank.</summary>
internal static class RankSection
{
    public static ReportSection Of(ReportWords words) => words.Result.Leaderboard is not { } board ? new("leaderboard", "Leaderboard") : new("leaderboard", "Leaderboard")
    {
        Tables = [Table(words, board)],
        Remarks = [$"On the {Figure.Count(board.Units)} units that all arms planned, gaps counted as in the differences; ranks and their intervals from {Figure.Count(board.Resamples)} resamples of {Figure.Count(board.Clusters)} groups."],
    };

    private static ReportTable Table(ReportWords words, Leaderboard board) => new("The arms by rank",
        [ReportColumn.Name("arm"), new("rank"), new("rank interval"), new(words.Mean), new("best in resamples")],
        [.. board.Entries.Select(entry => (IReadOnlyList<string>)
            [entry.Arm, Figure.Count(entry.Rank), entry.RankLow == entry.RankHigh ? Figure.Count(entry.RankLow) : $"{Figure.Count(entry.RankLow)} to {Figure.Count(entry.RankHigh)}", words.Value(entry.Mean), Figure.Percent(entry.ProbabilityBest)])]);
}
