using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>The comparison by slices.</summary>
internal static class SliceSection
{
    private const int MostNamed = 12;

    public static ReportSection Of(ReportWords words) => new("slices", "Slices")
    {
        Paragraphs = [.. words.Result.Slices.Select(slice => Sentence(words, slice))],
        Charts = [.. words.Result.Slices.Select(slice => Map(words, slice))],
        Tables = [.. words.Result.Slices.Select(slice => Table(words, slice))],
    };

    private static HeatMapChart Map(ReportWords words, SliceComparison slice) => new()
    {
        Title = $"The {words.Mean} by {slice.Slice}",
        Format = words.Format,
        Better = words.Result.Options.Better,
        Columns = [.. words.Result.Arms.Select(static arm => arm.Name)],
        Rows = [.. slice.Levels.Select(static level => new HeatMapRow(level.Level.Level ?? "(none)", [.. level.Arms.Select(static arm => new HeatMapCell(arm.Mean, arm.Scored))]))],
    };

    private static ReportTable Table(ReportWords words, SliceComparison slice) => new($"The {words.Mean} by {slice.Slice}",
        [ReportColumn.Name(slice.Slice), .. words.Result.Arms.Select(static arm => new ReportColumn(arm.Name))],
        [.. slice.Levels.Select(level => (IReadOnlyList<string>)[level.Level.Level ?? "(none)", .. level.Arms.Select(arm => arm.Mean is null ? Amount.Nothing : $"{words.Value(arm.Mean)} ({Figure.Count(arm.Scored)})")])]);

    private static string Sentence(ReportWords words, SliceComparison slice)
    {
        string[] real = [.. slice.Levels.SelectMany(level => level.Pairs.Where(static pair => pair.IsReal)
            .Select(pair => $"{level.Level.Level ?? "(none)"}: {pair.Candidate.Name} is {(words.IsBetter(pair) ? "better" : "worse")} than {pair.Baseline.Name} by {words.Size(pair.Effect!.Value)}"))];
        if (real.Length == 0)
            return $"By {slice.Slice}: no difference within a level is shown to be real after the correction over all its levels.";
        return $"By {slice.Slice}, real after the correction over all levels: {string.Join("; ", real.Take(MostNamed))}{(real.Length > MostNamed ? $"; {Figure.Count(real.Length - MostNamed)} more" : "")}.";
    }
}
