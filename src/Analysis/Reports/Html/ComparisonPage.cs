using System.Text;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports.Documents;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>The whole page: what is readable without script first, then the table of items, then its data in packed blocks.</summary>
internal sealed class ComparisonPage(ComparisonResult result, IReportContent? content, ReportOptions options)
{
    private readonly ReportDocument _document = ReportDocument.Of(result, options);
    private readonly ReportUnits _units = new(ArmsOf(result));

    public void Write(Stream output)
    {
        HtmlText html = new();
        WriteHead(html);
        WriteBody(html);
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
        PackedBlock.Write(output, "columns", new ColumnBlock(result, _units).Write);
        if (options.Content != ContentPolicy.None)
            WriteDetails(output);
        output.Write(Encoding.UTF8.GetBytes($"<script>{PageAssets.Script}</script>\n</body>\n</html>\n"));
    }

    // Arms of a baseline take part in pairs without being compared themselves.
    private static Arm[] ArmsOf(ComparisonResult result) =>
        [.. result.Arms.Select(static arm => arm.Arm).Concat(result.Pairs.SelectMany(static pair => new[] { pair.Baseline, pair.Candidate })).Distinct(ReferenceEqualityComparer.Instance).Cast<Arm>()];

    private void WriteDetails(Stream output)
    {
        DetailBlock block = new(_units, content, options.Content);
        for (int first = 0; first < _units.Units.Count; first += DetailBlock.Rows)
            PackedBlock.Write(output, FormattableString.Invariant($"d{first / DetailBlock.Rows}"), json => block.Write(json, first));
    }

    private void WriteHead(HtmlText html) => html.Write($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="
        """).WriteTrusted(PageAssets.Policy).Write($"""
        ">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="TrialKeep {options.ToolVersion}">
        <title>{_document.Title}</title>
        <style>
        """).WriteTrusted(PageAssets.Style).WriteTrusted("</style>\n</head>\n<body>\n");

    private void WriteBody(HtmlText html)
    {
        html.Write($"""
            <header class="masthead">
            <p class="eyebrow">{new UserName(result.Experiment)}</p>
            <h1>{_document.Headline}</h1>
            <p class="scope">{_document.Scope}</p>
            </header>
            <main>

            """);
        foreach (ReportSection section in _document.Sections)
            SectionMarkup.Write(html, section);
        WriteItems(html);
        html.WriteTrusted("</main>\n<footer>\n<h2>Where this comes from</h2>\n<dl class=\"provenance\">\n");
        foreach (ReportFact fact in _document.Provenance)
            html.Write($"<div><dt>{fact.Name}</dt><dd>{new UserName(fact.Value)}</dd></div>").WriteTrusted("\n");
        html.WriteTrusted("</dl>\n</footer>\n");
    }

    private void WriteItems(HtmlText html) => html.Write($"""
        <section aria-labelledby="items">
        <h2 id="items">Items</h2>
        <p>{Sentence()}</p>
        <noscript><p class="note">The table of items needs script, which this browser does not run; everything else is here.</p></noscript>
        <div id="explorer" hidden>
        <div class="tools" role="search" aria-label="Items">
        <label>Find <input id="find" type="search" autocomplete="off"></label>
        <label>Show <select id="show"></select></label>
        <label class="check"><input id="deep" type="checkbox"> also in prompts and outputs</label>
        <p id="count" role="status"></p>
        </div>
        <div id="grid" role="grid" tabindex="0" aria-labelledby="items"><div role="rowgroup"><div id="head" role="row" aria-rowindex="1"></div></div><div id="rows" role="rowgroup"></div></div>
        <p class="note">Arrow keys move, Enter opens an item; the heads of the columns sort.</p>
        </div>
        <dialog id="detail" aria-labelledby="detail-title"><div class="bar"><h2 id="detail-title"></h2><button id="previous">Previous</button><button id="next">Next</button><button id="close">Close</button></div><div id="detail-body" tabindex="0" role="region" aria-label="Prompt and answers"></div></dialog>
        </section>

        """);

    private string Sentence()
    {
        string count = Figure.Count(_units.Units.Count, "row", "rows");
        return options.Content switch
        {
            ContentPolicy.None => $"{count}. Prompts, outputs and reasons are left out of this report.",
            ContentPolicy.Redacted => $"{count}. Texts are replaced by their digests and lengths.",
            _ => content is null ? $"{count}, with scores and reasons; prompts and outputs were not at hand." : $"{count}, each with its prompt and what every arm made of it.",
        };
    }
}
