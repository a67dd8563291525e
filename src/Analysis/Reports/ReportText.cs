namespace TrialKeep.Analysis.Reports;

/// <summary>A part of a prompt or an output.</summary>
/// <param name="Label">What it is: the role of a message, the name of a member.</param>
/// <param name="Text">The text.</param>
public sealed record ReportText(string Label, string Text);
