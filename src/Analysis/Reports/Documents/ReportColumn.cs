namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its head.</param>
/// <param name="Kind">What stands in it.</param>
internal sealed record ReportColumn(string Header, ColumnKind Kind = ColumnKind.Number)
{
    public static ReportColumn Name(string header) => new(header, ColumnKind.Name);

    public static ReportColumn Text(string header) => new(header, ColumnKind.Text);
}
