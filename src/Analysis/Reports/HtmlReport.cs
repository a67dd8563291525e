using System.Text;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports.Web;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as one HTML file that needs nothing else: no network, no script. Light or dark as the reader prefers, readable on a phone,
/// by a screen reader and on paper. Everything that comes from users is encoded; the same results give the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="comparison">What to report.</param>
    /// <param name="options">What else to say; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The maximum of listed disagreements is negative.</exception>
    public static void Write(Stream output, VariantComparison comparison, HtmlReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(comparison);
        options ??= new HtmlReportOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumDisagreements, nameof(options));
        output.Write(Encoding.UTF8.GetBytes(new Page(comparison, options).Render()));
    }
}
