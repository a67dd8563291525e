using System.Text;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports.Documents;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as LaTeX for a paper's source: sections and tables with the rules of <c>booktabs</c>, to be taken in by <c>\input</c>. Text from
/// users is text. Letters beyond Latin need LuaLaTeX or XeLaTeX with a font that has them.
/// </summary>
public static class LatexReport
{
    /// <summary>Writes the report as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What to report.</param>
    /// <param name="options">What else to say; null for the defaults.</param>
    public static void Write(Stream output, ComparisonResult result, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        ReportDocument document = ReportDocument.Of(result, options ?? new());
        StringBuilder text = new("% Needs \\usepackage{booktabs}.\n");
        text.Append("\\section*{").Append(Escape(document.Title)).Append("}\n").Append(Escape(document.Headline)).Append("\n\n").Append(Escape(document.Scope)).Append(".\n");
        foreach (ReportSection section in document.Sections)
            Append(text, section);
        text.Append("\n\\subsection*{Where this comes from}\n\\begin{description}\n");
        // In braces: the first ] would end the label.
        foreach (ReportFact fact in document.Provenance)
            text.Append("\\item[{").Append(Escape(fact.Name)).Append("}] ").Append(Escape(fact.Value)).Append('\n');
        output.Write(Encoding.UTF8.GetBytes(text.Append("\\end{description}\n").ToString()));
    }

    private static void Append(StringBuilder text, ReportSection section)
    {
        text.Append("\n\\subsection*{").Append(Escape(section.Title)).Append("}\n");
        foreach (string paragraph in section.Paragraphs)
            text.Append(Escape(paragraph)).Append("\n\n");
        foreach (ReportTable table in section.Tables)
            Append(text, table);
        foreach (string remark in section.Remarks)
            text.Append("\n{\\small ").Append(Escape(remark)).Append("}\n");
    }

    private static void Append(StringBuilder text, ReportTable table)
    {
        text.Append("\\begin{table}[htbp]\n\\centering\n\\caption{").Append(Escape(table.Caption)).Append("}\n\\small\n\\begin{tabular}{@{}");
        foreach (ReportColumn column in table.Columns)
            text.Append(column.Kind == ColumnKind.Number ? 'r' : 'l');
        text.Append("@{}}\n\\toprule\n");
        Append(text, table.Columns.Select(static column => column.Header));
        text.Append("\\midrule\n");
        foreach (IReadOnlyList<string> row in table.Rows)
            Append(text, row);
        text.Append("\\bottomrule\n\\end{tabular}\n\\end{table}\n");
    }

    // A row that begins with [ would be taken for an argument of \\ before it.
    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("{}").AppendJoin(" & ", cells.Select(Escape)).Append(" \\\\\n");

    private static string Escape(string user)
    {
        StringBuilder text = new();
        foreach (Rune rune in DisplayText.OneLine(user).EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '\\' => "\\textbackslash{}",
                '{' or '}' or '$' or '&' or '#' or '_' or '%' => "\\" + (char)rune.Value,
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '"' => "\\textquotedbl{}",
                '–' => "--",
                '\u2212' => "$-$",
                '∞' => "$\\infty$",
                '…' => "\\dots{}",
                _ => rune.ToString(),
            });
        }

        return text.ToString();
    }
}
