using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>How often each variant is right, drawn and in numbers.</summary>
internal sealed class AccuracySection(VariantComparison comparison)
{
    private const int LabelWidth = 24;
    private const string Nothing = "–";

    public void Write(HtmlText html)
    {
        html.WriteTrusted("""
            <section aria-labelledby="accuracy">
            <h2 id="accuracy">Accuracy</h2>
            <figure>

            """);
        Plot().Write(html);
        html.WriteTrusted("""
            <figcaption>Dot: share of the scored answers that are right. Bar: its 95% interval.</figcaption>
            </figure>
            <div class="scroll" role="region" aria-labelledby="accuracy-table" tabindex="0">
            <table>
            <caption id="accuracy-table">Accuracy of each variant</caption>
            <thead><tr><th scope="col">Variant</th>
            <th scope="col" class="number">Accuracy</th>
            <th scope="col" class="number">95% interval</th>
            <th scope="col" class="number">Right / scored</th></tr></thead>
            <tbody>

            """);
        foreach (VariantSummary summary in comparison.Summaries)
            WriteRow(html, summary);
        html.WriteTrusted("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private ForestPlot Plot()
    {
        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(comparison.Table.Variants, LabelWidth);
        IEnumerable<double> limits = comparison.Summaries.Where(summary => summary.Total > 0)
            .SelectMany(summary => new[] { summary.Interval!.Value.Low, summary.Interval.Value.High });
        ForestRow[] rows = [.. comparison.Summaries.Select(summary => Row(summary, labels[summary.Variant]))];
        return new ForestPlot("accuracy-plot", "Accuracy of each variant with its 95% interval",
            "The table that follows has the same numbers.", Axis.Over(limits, 0), null, rows);
    }

    private static ForestRow Row(VariantSummary summary, string label)
    {
        string value = summary.Accuracy is { } share ? Figure.Percent(share) : "no scores";
        return new ForestRow(summary.Variant, label, "", value, "", summary.Accuracy, summary.Interval ?? default, ForestTone.Plain);
    }

    private static void WriteRow(HtmlText html, VariantSummary summary) => html.Write($"""
        <tr><th scope="row">{new UserName(summary.Variant)}</th>
        <td class="number strong">{(summary.Accuracy is { } share ? Figure.Percent(share) : Nothing)}</td>
        <td class="number">{(summary.Interval is { } interval ? Range(interval) : Nothing)}</td>
        <td class="number">{Figure.Count(summary.Correct)} / {Figure.Count(summary.Total)}</td></tr>

        """);

    private static string Range(Interval interval) => $"{Figure.PercentNumber(interval.Low)} to {Figure.PercentNumber(interval.High)}";
}
