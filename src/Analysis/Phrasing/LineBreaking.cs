namespace TrialKeep.Analysis.Phrasing;

/// <summary>Breaks a paragraph into lines of a terminal.</summary>
internal static class LineBreaking
{
    private const string Indent = "  ";

    /// <summary>
    /// The lines of a paragraph, each at most so many columns wide, those after the first indented. Longer words are shortened.
    /// </summary>
    public static IEnumerable<string> Break(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string piece = DisplayText.Shorten(word, width - Indent.Length);
            if (line.Length > 0 && DisplayText.Width(line) + 1 + DisplayText.Width(piece) > width)
            {
                yield return line;
                line = Indent + piece;
            }
            else
                line = line.Length == 0 ? piece : $"{line} {piece}";
        }
        yield return line;
    }
}
