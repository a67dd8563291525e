using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Reports.Documents;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>A section of the document as HTML.</summary>
internal static class SectionMarkup
{
    public static void Write(HtmlText html, ReportSection section)
    {
        html.Write($"""<section aria-labelledby="{section.Id}">""").Write($"""<h2 id="{section.Id}">{section.Title}</h2>""").WriteTrusted("\n");
        foreach (string paragraph in section.Paragraphs)
            html.Write($"<p>{paragraph}</p>").WriteTrusted("\n");
        for (int i = 0; i < section.Charts.Count; i++)
            Write(html, section.Charts[i], FormattableString.Invariant($"{section.Id}-chart-{i}"), section.Tables.Count == 0);
        for (int i = 0; i < section.Tables.Count; i++)
            Write(html, section.Tables[i], FormattableString.Invariant($"{section.Id}-table-{i}"));
        foreach (string remark in section.Remarks)
            html.Write($"""<p class="note">{remark}</p>""").WriteTrusted("\n");
        html.WriteTrusted("</section>\n");
    }

    private static void Write(HtmlText html, Chart chart, string id, bool isAlone)
    {
        html.Write($"""<figure><figcaption id="{id}-caption">{chart.Title}</figcaption><div class="scroll drawing" role="group" aria-labelledby="{id}-caption" tabindex="0">""").WriteTrusted("\n");
        chart.Write(html, id);
        html.Write($"""</div><p class="note">{chart.Description}</p>""");
        html.Write($"""<details{(isAlone ? " open" : "")}><summary>The numbers of this drawing</summary>""");
        ReportColumn[] columns = [.. chart.Table.Headers.Select(static (header, index) => new ReportColumn(header, index == 0 ? ColumnKind.Name : ColumnKind.Number))];
        Write(html, new ReportTable(chart.Title, columns, chart.Table.Rows), id + "-numbers");
        html.WriteTrusted("</details></figure>\n");
    }

    private static void Write(HtmlText html, ReportTable table, string id)
    {
        html.Write($"""<h3 id="{id}">{table.Caption}</h3><div class="scroll" role="group" aria-labelledby="{id}" tabindex="0"><table aria-labelledby="{id}"><thead><tr>""");
        foreach (ReportColumn column in table.Columns)
            html.Write($"""<th scope="col" class="{Class(column)}">{new UserName(column.Header)}</th>""");
        html.WriteTrusted("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Write($"""<tr><th scope="row">{new UserName(row[0])}</th>""");
            for (int i = 1; i < row.Count; i++)
                WriteCell(html, table.Columns[i], row[i]);
            html.WriteTrusted("</tr>\n");
        }

        html.WriteTrusted("</tbody></table></div>\n");
    }

    private static void WriteCell(HtmlText html, ReportColumn column, string cell)
    {
        html.Write($"""<td class="{Class(column)}">""");
        if (column.Kind == ColumnKind.Name)
            html.Write($"{new UserName(cell)}");
        else
            html.Write($"{cell}");
        html.WriteTrusted("</td>");
    }

    private static string Class(ReportColumn column) => column.Kind switch
    {
        ColumnKind.Number => "number",
        ColumnKind.Name => "name",
        _ => "words",
    };
}
