namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>How grave a line of a build is.</summary>
internal enum Severity
{
    Notice,
    Warning,
    Error,
}
