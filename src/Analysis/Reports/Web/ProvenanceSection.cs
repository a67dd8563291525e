using System.Globalization;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>Where the numbers come from and how they are made.</summary>
internal sealed class ProvenanceSection(VariantComparison comparison, Findings findings, HtmlReportOptions options)
{
    public void Write(HtmlText html)
    {
        ScoreTable table = comparison.Table;
        html.WriteTrusted("""
            <footer>
            <h2>Where this comes from</h2>
            <dl class="provenance">

            """);
        WriteName(html, "Experiment", table.Experiment);
        WriteName(html, "Run", table.RunId);
        WriteName(html, "Evaluator", table.Evaluator);
        if (options.Created is { } created)
            WriteEntry(html, "Report made", created.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        WriteEntry(html, "Made by", $"TrialKeep {options.ToolVersion}".TrimEnd());
        html.WriteTrusted("""
            </dl>
            <h3>How the numbers are made</h3>
            <ul class="methods">
            <li><strong>Accuracy</strong> is the share of scored answers that are right.
            What failed, is missing or could not be scored is left out of it and counted apart.</li>
            <li><strong>Its interval</strong> is the score interval
            (E. B. Wilson, <cite>Journal of the American Statistical Association</cite> 22, 1927).</li>
            <li><strong>Differences</strong> are paired by item and sample; their interval is the paired score interval
            (T. Tango, <cite>Statistics in Medicine</cite> 17, 1998). It is not adjusted for the number of pairs.</li>
            <li><strong>p</strong> is the exact two-sided test of the pairs on which just one variant is right
            (Q. McNemar, <cite>Psychometrika</cite> 12, 1947).
            On few such pairs it can doubt a difference whose interval leaves out 0: then trust p.</li>
            <li><strong>Holm p</strong> is adjusted over all pairs of this report
            (S. Holm, <cite>Scandinavian Journal of Statistics</cite> 6, 1979).</li>

            """);
        if (findings.HasRepeatedItems)
            html.WriteTrusted("<li><strong>Samples</strong> of one item are counted as independent, "
                + "which makes the intervals somewhat too narrow.</li>\n");
        html.WriteTrusted("</ul>\n</footer>\n");
    }

    private static void WriteName(HtmlText html, string term, string name) => html.Write($"""
        <div><dt>{term}</dt><dd>{new UserName(name)}</dd></div>

        """);

    private static void WriteEntry(HtmlText html, string term, string value) => html.Write($"""
        <div><dt>{term}</dt><dd>{value}</dd></div>

        """);
}
