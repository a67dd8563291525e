using System.Text;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>A table with a heading line above it.</summary>
internal sealed class MarkdownTable(string caption, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(caption).Append("\n\n");
        Line(text, columns);
        Line(text, [.. columns.Select(static _ => "---")]);
        foreach (string[] row in _rows) Line(text, row);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
