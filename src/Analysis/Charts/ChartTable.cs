namespace TrialKeep.Analysis.Charts;

/// <summary>The numbers of a chart as a table, for those who can't or don't want to look at it.</summary>
/// <param name="Headers">The heads of the columns; the first column names the rows.</param>
/// <param name="Rows">The rows, each with a cell for each column.</param>
public sealed record ChartTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
