using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports.Html;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as one HTML file that needs nothing else and asks no network, also opened from a disk. Light or dark as the reader prefers,
/// readable on a phone, by a screen reader and on paper. Everything that comes from users is shown as text; the same results give the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>
    /// Writes a comparison with its items as a page of its own, UTF-8 without a byte-order mark. Summary, tables and drawings need no script;
    /// the table of items does, and takes its data from the page.
    /// </summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What to report.</param>
    /// <param name="content">What stands behind the scores, asked for one unit at a time; null when it is not at hand.</param>
    /// <param name="options">What else to say; null for the defaults.</param>
    public static void Write(Stream output, ComparisonResult result, IReportContent? content, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        new ComparisonPage(result, content, options ?? new()).Write(output);
    }
}
