namespace TrialKeep.Analysis.Reports;

/// <summary>One line of where a report's numbers come from: <c>Commit</c>, <c>3f9c2a71</c>.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record ReportFact(string Name, string Value);
