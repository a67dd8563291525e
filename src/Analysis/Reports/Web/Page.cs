using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>The whole page: its head, the finding, and the sections.</summary>
internal sealed class Page(VariantComparison comparison, HtmlReportOptions options)
{
    private readonly Findings _findings = new(comparison);

    public string Render()
    {
        var html = new HtmlText();
        WriteHead(html);
        html.WriteTrusted("<body>\n");
        WriteMasthead(html);
        html.WriteTrusted("<main>\n");
        new AccuracySection(comparison).Write(html);
        if (comparison.Pairs.Count > 0)
            new DifferenceSection(comparison, _findings).Write(html);
        new GapSection(comparison, _findings).Write(html);
        if (comparison.Pairs.Count > 0)
            new DisagreementSection(comparison.Table, options.MaximumDisagreements).Write(html);
        html.WriteTrusted("</main>\n");
        new ProvenanceSection(comparison, _findings, options).Write(html);
        return html.WriteTrusted("</body>\n</html>\n").ToString();
    }

    private void WriteHead(HtmlText html)
    {
        string variants = Figure.Count(comparison.Table.Variants.Count, "variant", "variants");
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="
            """).WriteTrusted(StyleSheet.Policy).Write($"""
            ">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="TrialKeep {options.ToolVersion}">
            <title>{comparison.Table.Experiment}: comparison of {variants}</title>
            <style>
            """).WriteTrusted(StyleSheet.Text).WriteTrusted("</style>\n</head>\n");
    }

    private void WriteMasthead(HtmlText html) => html.Write($"""
        <header class="masthead">
        <p class="eyebrow">{new UserName(comparison.Table.Experiment)}</p>
        <h1>{_findings.Headline()}</h1>
        <p class="scope">{_findings.Scope()}</p>
        </header>

        """);
}
