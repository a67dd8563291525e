using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>What was planned and has no score, and why.</summary>
internal sealed class GapSection(VariantComparison comparison, Findings findings)
{
    private static readonly (Outcome Outcome, string Word)[] _kinds =
        [(Outcome.Failed, "failed"), (Outcome.Missing, "missing"), (Outcome.Unscored, "unscored")];

    public void Write(HtmlText html)
    {
        int planned = comparison.Summaries.Sum(summary => summary.Planned), scored = comparison.Summaries.Sum(summary => summary.Total);
        html.Write($"""
            <section aria-labelledby="gaps">
            <h2 id="gaps">What is missing</h2>
            <p>{(scored == planned ? "Nothing: " : "")}{Figure.Count(scored)} of {Figure.Count(planned)} planned answers are scored.</p>

            """);
        if (scored < planned)
            WriteGaps(html);
        html.WriteTrusted("</section>\n");
    }

    private void WriteGaps(HtmlText html)
    {
        html.WriteTrusted("""
            <div class="scroll" role="region" aria-labelledby="gap-table" tabindex="0">
            <table>
            <caption id="gap-table">What came of the planned answers</caption>
            <thead><tr><th scope="col">Variant</th>
            <th scope="col" class="number">Planned</th>
            <th scope="col" class="number">Scored</th>
            <th scope="col" class="number">Failed</th>
            <th scope="col" class="number">Missing</th>
            <th scope="col" class="number">Unscored</th></tr></thead>
            <tbody>

            """);
        foreach (VariantSummary summary in comparison.Summaries)
            WriteRow(html, summary);
        html.WriteTrusted("</tbody>\n</table>\n</div>\n");
        WriteReasons(html);
    }

    private static void WriteRow(HtmlText html, VariantSummary summary) => html.Write($"""
        <tr><th scope="row">{new UserName(summary.Variant)}</th>
        <td class="number">{Figure.Count(summary.Planned)}</td>
        <td class="number">{Figure.Count(summary.Total)}</td>
        <td class="number">{Figure.Count(summary.Failed)}</td>
        <td class="number">{Figure.Count(summary.Missing)}</td>
        <td class="number">{Figure.Count(summary.Unscored)}</td></tr>

        """);

    private void WriteReasons(HtmlText html)
    {
        (string Variant, string Word, string[] Reasons)[] entries = [.. comparison.Table.Variants
            .SelectMany((name, variant) => _kinds.Select(kind => (name, kind.Word, Reasons: findings.Reasons(variant, kind.Outcome).ToArray())))
            .Where(entry => entry.Reasons.Length > 0)];
        if (entries.Length == 0)
            return;
        html.WriteTrusted("<h3>Why</h3>\n<dl class=\"reasons\">\n");
        foreach ((string variant, string word, string[] reasons) in entries)
        {
            html.Write($"<div><dt>{new UserName(variant)} <span class=\"soft\">{word}</span></dt>");
            foreach (string reason in reasons)
                html.Write($"<dd>{reason}</dd>");
            html.WriteTrusted("</div>\n");
        }
        html.WriteTrusted("</dl>\n");
    }
}
