using System.Text;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Cuts the text of a template at its holes.</summary>
internal static class TemplateText
{
    /// <summary>The text as it counts: LF line ends, no byte-order mark.</summary>
    public static string Normalize(string text)
    {
        string lines = text.Replace("\r\n", "\n");
        return lines.Length > 0 && lines[0] == '\uFEFF' ? lines.Substring(1) : lines;
    }

    /// <summary>The pieces of the text, or what is wrong with it.</summary>
    public static EquatableArray<TemplateSegment>? Cut(string text, out string problem)
    {
        List<TemplateSegment> segments = [];
        StringBuilder literal = new();
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c is not ('{' or '}') || (at + 1 < text.Length && text[at + 1] == c))
            {
                literal.Append(c);
                if (c is '{' or '}') at++;
                continue;
            }

            int end = c == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0) return Broken(text, at, c == '{' ? "has no '}'" : "has no '{' before it", out problem);
            string hole = text.Substring(at + 1, end - at - 1);
            int colon = hole.IndexOf(':');
            string name = colon < 0 ? hole : hole.Substring(0, colon);
            string? format = colon < 0 ? null : hole.Substring(colon + 1);
            if (!IsName(name)) return Broken(text, at, $"opens \"{name}\", which is no name", out problem);
            if (format?.IndexOf('{') >= 0) return Broken(text, at, $"opens \"{hole}\", in whose format is another brace", out problem);
            if (literal.Length > 0) segments.Add(new(literal.ToString(), false));
            literal.Clear();
            segments.Add(new(name, true, format));
            at = end;
        }

        if (literal.Length > 0) segments.Add(new(literal.ToString(), false));
        problem = "";
        return new(segments);
    }

    /// <summary>The text can be the name of a hole.</summary>
    public static bool IsName(string name)
    {
        if (name.Length == 0 || !(name[0] is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))) return false;
        foreach (char c in name)
        {
            if (c is not ('_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))) return false;
        }

        return true;
    }

    private static EquatableArray<TemplateSegment>? Broken(string text, int at, string what, out string problem)
    {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++)
        {
            column = text[i] == '\n' ? 1 : column + 1;
            if (text[i] == '\n') line++;
        }

        problem = FormattableString.Invariant($"the '{text[at]}' in line {line}, column {column} of the text {what}; double it if it is text");
        return null;
    }
}
