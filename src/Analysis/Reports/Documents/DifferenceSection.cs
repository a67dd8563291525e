using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>The arms against each other, or against the baseline.</summary>
internal static class DifferenceSection
{
    private const int MostDrawn = 21, MostNamed = 12;

    public static ReportSection Of(ReportWords words)
    {
        IReadOnlyList<ArmPair> pairs = words.Result.Pairs;
        ReportSection section = new("differences", "Differences");
        if (pairs.Count == 0)
            return section;
        Verdict verdict = new(words);
        return section with
        {
            Paragraphs = [.. pairs.Take(MostNamed).Select(verdict.Sentence), .. Unmatched(words)],
            Charts = Charts(words, pairs),
            Tables = [Table(words, pairs)],
            Remarks = [Remark(words), .. Tests(pairs), .. Prompts(pairs)],
        };
    }

    private static List<Chart> Charts(ReportWords words, IReadOnlyList<ArmPair> pairs)
    {
        ArmPair[] drawn = [.. pairs.Take(MostDrawn)];
        List<Chart> charts =
        [
            new ForestChart
            {
                Title = $"Candidate minus baseline with its {words.Confidence}", AreDifferences = true, Format = words.Format,
                Rows = [.. drawn.Select(pair => new ForestEntry(pair.Candidate.Name, $"minus {Minus(pair)}", pair.Effect?.Value, pair.Effect?.Interval, words.Judgement(pair), Tone(words, pair)))],
            },
        ];
        if (words.Result.Runs.Count > 1)
            charts.Add(new DumbbellChart { Title = $"The {words.Mean} on the compared items", Format = words.Format, Rows = [.. drawn.Select(static pair => new DumbbellRow(pair.Candidate.Name, pair.BaselineMean, pair.CandidateMean))] });
        else if (words.Result.Arms.Count > 2)
            charts.Add(Wins(words, pairs));
        return charts;
    }

    private static string Minus(ArmPair pair) => ReportWords.Label(pair.Baseline) is { Note.Length: > 0 } label && label.Name == pair.Candidate.Name ? label.Note : pair.Baseline.Name;

    private static WinLossChart Wins(ReportWords words, IReadOnlyList<ArmPair> pairs)
    {
        Dictionary<Arm, int> places = words.Result.Arms.Select(static (summary, index) => (summary.Arm, index)).ToDictionary(static place => place.Arm, static place => place.index);
        return new()
        {
            Title = "On how many pairs each arm did better and worse than each other",
            Names = [.. words.Result.Arms.Select(static arm => arm.Name)],
            Cells = [.. pairs.Where(pair => pair.Effect is not null && places.ContainsKey(pair.Candidate) && places.ContainsKey(pair.Baseline))
                .Select(pair => new WinLossCell(places[pair.Candidate], places[pair.Baseline], pair.Won, pair.Lost, pair.IsReal))],
        };
    }

    private static ForestTone Tone(ReportWords words, ArmPair pair) => !pair.IsReal ? ForestTone.Open : words.IsBetter(pair) ? ForestTone.Better : ForestTone.Worse;

    private static ReportTable Table(ReportWords words, IReadOnlyList<ArmPair> pairs) => new(
        "Candidate minus baseline" + (words.IsProportion ? ", in points" : ""),
        [ReportColumn.Name("candidate"), ReportColumn.Name("baseline"), new("difference"), new(words.Confidence), new("won"), new("lost"), new("pairs"), new("p"), new(words.AdjustedP), ReportColumn.Text("verdict")],
        [.. pairs.Select(pair => (IReadOnlyList<string>)
        [
            pair.Candidate.Name, pair.Baseline.Name, words.Signed(pair.Effect?.Value), words.SignedRange(pair.Effect?.Interval), Figure.Count(pair.Won), Figure.Count(pair.Lost),
            Figure.Count(pair.Counts.Compared), ReportWords.P(pair.P), ReportWords.P(pair.AdjustedP), words.Judgement(pair),
        ])]);

    private static string Remark(ReportWords words) =>
        $"Really: the adjusted p is at most {words.Level}. Won and lost are pairs that the candidate has better and worse. Intervals are not adjusted for the number of pairs.";

    private static IEnumerable<string> Tests(IReadOnlyList<ArmPair> pairs) => pairs.GroupBy(static pair => pair.TestReason, StringComparer.Ordinal)
        .Where(static group => group.Key.Length > 0)
        .Select(group => group.Count() == pairs.Count ? group.Key : $"{string.Join(", ", group.Take(3).Select(static pair => $"{pair.Candidate.Name} against {pair.Baseline.Name}"))}{(group.Count() > 3 ? $" and {Figure.Count(group.Count() - 3)} more" : "")}: {group.Key}");

    private static IEnumerable<string> Prompts(IReadOnlyList<ArmPair> pairs) =>
        pairs.SelectMany(static pair => pair.Prompts.Select(prompt => $"{pair.Candidate.Name} against {pair.Baseline.Name}: {prompt}."));

    private static IEnumerable<string> Unmatched(ReportWords words) => words.Result.Unmatched.Count == 0 ? []
        : [$"Only in one of the runs, and so not compared: {string.Join(", ", words.Result.Unmatched.Select(static arm => $"{arm.Name} (run {arm.RunId})"))}."];
}
