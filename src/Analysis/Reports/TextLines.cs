using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports;

/// <summary>Plain text of at most so many columns, lines ended by a line feed.</summary>
internal sealed class TextLines(TextWriter output, int width)
{
    /// <summary>The widest lines; where nobody's terminal says otherwise.</summary>
    public const int Widest = 100;

    private const int Narrowest = 60;

    private readonly int _width = Math.Clamp(width, Narrowest, Widest);

    public void Blank() => output.Write('\n');

    public void Paragraph(string text)
    {
        foreach (string line in LineBreaking.Break(text, _width))
            output.Write(line + "\n");
    }

    public void Table(TextTable table) => table.Write(output, _width);
}
