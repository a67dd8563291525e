namespace TrialKeep.Analysis.Reports;

/// <summary>What came of one generation.</summary>
/// <param name="Output">The output in parts; empty when there is none.</param>
/// <param name="Explanation">What the evaluator said of it; null when it said nothing.</param>
/// <param name="Error">Why there is no output; null when there is one.</param>
public sealed record ReportAnswer(IReadOnlyList<ReportText> Output, string? Explanation, string? Error);
