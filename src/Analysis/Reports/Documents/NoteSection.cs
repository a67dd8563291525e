namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What is not as one would expect.</summary>
internal static class NoteSection
{
    public static ReportSection Of(ReportWords words) => new("notes", "Notes") { Paragraphs = words.Result.Notes };
}
