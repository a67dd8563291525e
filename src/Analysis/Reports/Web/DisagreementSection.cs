using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>The items to look at: those that some variants get right and others wrong.</summary>
internal sealed class DisagreementSection(ScoreTable table, int most)
{
    private const int LongestItem = 64, LongestName = 28;

    public void Write(HtmlText html)
    {
        Disagreements found = Disagreements.In(table, most);
        html.Write($"""
            <section aria-labelledby="disagreements">
            <h2 id="disagreements">Where the variants disagree</h2>
            <p>{Sentence(found)}</p>

            """);
        if (found.Units.Count > 0)
            WriteTable(html, found);
        html.WriteTrusted("</section>\n");
    }

    private string Sentence(Disagreements found)
    {
        if (found.Total == 0)
            return "Nowhere: on each item, the scored answers are all right or all wrong.";
        string units = $"{Figure.Count(table.Units.Count)} {(HasSamples ? "samples of items" : "items")}";
        string all = $"On {Figure.Count(found.Total)} of {units}, some variants are right and others wrong.";
        int more = found.Total - found.Units.Count;
        return more == 0 ? all : $"{all} The first {Figure.Count(found.Units.Count)} are listed; there are {Figure.Count(more)} more.";
    }

    private bool HasSamples => table.Units.Any(unit => unit.Sample > 0);

    private void WriteTable(HtmlText html, Disagreements found)
    {
        html.WriteTrusted("""
            <div class="scroll" role="region" aria-labelledby="disagreement-table" tabindex="0">
            <table class="marks">
            <caption id="disagreement-table">Items on which the variants disagree</caption>
            <thead><tr><th scope="col">Item</th>
            """);
        IReadOnlyDictionary<string, string> names = DisplayText.ShortenApart(table.Variants, LongestName);
        foreach (string variant in table.Variants)
            html.Write($"""<th scope="col" class="mark">{new UserName(names[variant])}</th>""");
        html.WriteTrusted("</tr></thead>\n<tbody>\n");
        foreach (int unit in found.Units)
            WriteRow(html, unit);
        html.WriteTrusted("</tbody>\n</table>\n</div>\n");
    }

    private void WriteRow(HtmlText html, int unit)
    {
        html.Write($"""<tr><th scope="row">{new UserName(DisplayText.Shorten(table.Units[unit].Item, LongestItem))}""");
        if (HasSamples)
            html.Write($""" <span class="soft">sample {table.Units[unit].Sample}</span>""");
        html.WriteTrusted("</th>");
        for (int variant = 0; variant < table.Variants.Count; variant++)
            WriteMark(html, table[unit, variant]);
        html.WriteTrusted("</tr>\n");
    }

    private static void WriteMark(HtmlText html, Outcome outcome) => html.WriteTrusted(outcome switch
    {
        Outcome.Correct => """<td class="mark right"><span aria-hidden="true">✓</span><span class="spoken">right</span></td>""",
        Outcome.Incorrect => """<td class="mark wrong"><span aria-hidden="true">✗</span><span class="spoken">wrong</span></td>""",
        Outcome.Failed => """<td class="mark soft">failed</td>""",
        Outcome.Unscored => """<td class="mark soft">unscored</td>""",
        _ => """<td class="mark soft">missing</td>""",
    });
}
