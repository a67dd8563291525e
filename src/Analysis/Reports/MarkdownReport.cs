using System.Text;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports.Documents;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as GitHub-flavoured Markdown, for a pull request or a wiki. Text from users is text: it makes no markup, no link and mentions
/// nobody. The same results give the same bytes.
/// </summary>
public static class MarkdownReport
{
    private const string Break = "<!-- -->";

    /// <summary>Writes the report as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What to report.</param>
    /// <param name="options">What else to say; null for the defaults.</param>
    public static void Write(Stream output, ComparisonResult result, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        ReportDocument document = ReportDocument.Of(result, options ?? new());
        StringBuilder text = new();
        text.Append("# ").Append(Escape(document.Headline)).Append("\n\n").Append(Escape(document.Title)).Append(": ").Append(Escape(document.Scope)).Append(".\n");
        foreach (ReportSection section in document.Sections)
            Append(text, section);
        text.Append("\n## Where this comes from\n\n");
        foreach (ReportFact fact in document.Provenance)
            text.Append("- ").Append(Escape(fact.Name)).Append(": ").Append(Escape(fact.Value)).Append('\n');
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, ReportSection section)
    {
        text.Append("\n## ").Append(Escape(section.Title)).Append('\n');
        foreach (string paragraph in section.Paragraphs)
            text.Append('\n').Append(Escape(paragraph)).Append('\n');
        foreach (ReportTable table in section.Tables)
            Append(text, table);
        foreach (string remark in section.Remarks)
            text.Append('\n').Append('*').Append(Escape(remark)).Append("*\n");
    }

    private static void Append(StringBuilder text, ReportTable table)
    {
        text.Append("\n**").Append(Escape(table.Caption)).Append("**\n\n");
        Append(text, table.Columns.Select(static column => column.Header));
        text.Append('|').AppendJoin('|', table.Columns.Select(static column => column.Kind == ColumnKind.Number ? " ---: " : " --- ")).Append("|\n");
        foreach (IReadOnlyList<string> row in table.Rows)
            Append(text, row);
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    private static string Escape(string user)
    {
        StringBuilder text = new();
        foreach (Rune rune in DisplayText.OneLine(user).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                '@' => text.Append('@').Append(Break),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '$' or '!' => text.Append('\\').Append((char)rune.Value),
                _ => text.Append(rune.ToString()),
            };
        }

        // GitHub makes links of bare addresses, and lists of lines that begin like one.
        text.Replace("://", $":{Break}//").Replace("www.", $"www.{Break}");
        return text.Length > 0 && text[0] is '-' or '+' or '=' && text.Length > 1 && text[1] == ' ' ? "\\" + text : text.ToString();
    }
}
