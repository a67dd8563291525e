namespace TrialKeep.Analysis.Reports;

/// <summary>How much of what items, answers and evaluators say gets into a report. Names, ids of items, slices, scores and measurements always do.</summary>
public enum ContentPolicy
{
    /// <summary>Prompts, outputs, explanations and reasons as they are.</summary>
    Full,

    /// <summary>In place of each text the beginning of its SHA-256 and its length, so that equal texts are still seen to be equal.</summary>
    Redacted,

    /// <summary>None of it.</summary>
    None,
}
