using TrialKeep.Analysis.Comparison;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>A comparison put into words, tables and drawings once, for every format.</summary>
internal sealed record ReportDocument(string Title, string Headline, string Scope, IReadOnlyList<ReportSection> Sections, IReadOnlyList<ReportFact> Provenance)
{
    public static ReportDocument Of(ComparisonResult result, ReportOptions options)
    {
        ReportWords words = new(result, options);
        ReportSection[] sections =
        [
            ScoreSection.Of(words), DifferenceSection.Of(words), RankSection.Of(words), SliceSection.Of(words), MeasurementSection.Of(words), StepSection.Of(words), CalibrationSection.Of(words),
            GapSection.Of(words), ChangeSection.Of(words), PowerSection.Of(words), JudgeSection.Of(words), NoteSection.Of(words),
        ];
        return new(words.Title, new Verdict(words).Headline(), words.Scope, [.. sections.Where(static section => !section.IsEmpty)], Facts(words));
    }

    private static List<ReportFact> Facts(ReportWords words)
    {
        ComparisonResult result = words.Result;
        List<ReportFact> facts =
        [
            new("Experiment", result.Experiment),
            new(result.Runs.Count == 1 ? "Run" : "Runs", string.Join(", ", result.Runs)),
            new("Evaluator", result.Evaluator.Identity.Length == 0 ? result.Evaluator.Name : $"{result.Evaluator.Name} ({result.Evaluator.Identity})"),
            .. words.Options.Provenance,
        ];
        if (words.Options.Created is { } created)
            facts.Add(new("Report made", created.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture)));
        facts.Add(new("Made by", $"TrialKeep {words.Options.ToolVersion}".TrimEnd()));
        return facts;
    }
}
