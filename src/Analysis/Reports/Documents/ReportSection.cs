using TrialKeep.Analysis.Charts;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>A part of a report: sentences, drawings where the format has them, tables, and remarks.</summary>
internal sealed record ReportSection(string Id, string Title)
{
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<Chart> Charts { get; init; } = [];

    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    public IReadOnlyList<string> Remarks { get; init; } = [];

    public bool IsEmpty => Paragraphs.Count + Charts.Count + Tables.Count + Remarks.Count == 0;
}
