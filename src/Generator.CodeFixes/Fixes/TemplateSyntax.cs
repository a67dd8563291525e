using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>
/// The texts of a template where they are written as literals. They are changed as they stand in the source, so that a raw or verbatim
/// literal stays one: no escape of C# has a brace that counts.
/// </summary>
internal static class TemplateSyntax
{
    /// <summary>The literals of the texts of a template.</summary>
    public static IEnumerable<LiteralExpressionSyntax> Texts(TypeDeclarationSyntax type) => type.AttributeLists
        .SelectMany(static list => list.Attributes)
        .Where(static a => MemberSyntax.Is(a, "PromptTemplate") || MemberSyntax.Is(a, "Message"))
        .SelectMany(static a => a.ArgumentList?.Arguments ?? default)
        .Where(static a => a.NameEquals is null)
        .SelectMany(static a => a.Expression.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>())
        .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression));

    /// <summary>The names of the holes.</summary>
    public static IEnumerable<string> Holes(LiteralExpressionSyntax literal)
    {
        string source = literal.Token.Text;
        return Starts(source).Select(at => Name(source, at));
    }

    /// <summary>The literal with another name in all holes of that name.</summary>
    public static LiteralExpressionSyntax Renamed(LiteralExpressionSyntax literal, string name, string other)
    {
        string source = literal.Token.Text;
        foreach (int at in Starts(source).Where(at => Name(source, at) == name).Reverse().ToArray()) source = source.Remove(at + 1, name.Length).Insert(at + 1, other);
        return Parsed(literal, source);
    }

    /// <summary>The literal with its lone braces doubled; the literal itself where it is not broken, or is still after that.</summary>
    public static LiteralExpressionSyntax Doubled(LiteralExpressionSyntax literal)
    {
        if (IsWhole(literal)) return literal;
        LiteralExpressionSyntax doubled = Parsed(literal, Doubled(literal.Token.Text));
        return IsWhole(doubled) ? doubled : literal;
    }

    private static bool IsWhole(LiteralExpressionSyntax literal) => TemplateText.Cut(TemplateText.Normalize(literal.Token.ValueText), out _) is not null;

    private static LiteralExpressionSyntax Parsed(LiteralExpressionSyntax literal, string source) =>
        SyntaxFactory.ParseExpression(source) is LiteralExpressionSyntax parsed ? parsed.WithTriviaFrom(literal) : literal;

    private static string Doubled(string source)
    {
        StringBuilder result = new();
        for (int at = 0; at < source.Length; at++)
        {
            int last = IsPair(source, at) ? at + 1 : HoleEnd(source, at);
            if (last < 0 && source[at] == '{' && Close(source, at) is > 0 and int close)
            {
                AppendText(result, source, at, close);
                at = close;
            }
            else if (last >= 0 || source[at] is not ('{' or '}'))
            {
                result.Append(source, at, Math.Max(last, at) - at + 1);
                at = Math.Max(last, at);
            }
            else
            {
                result.Append(source[at], 2);
            }
        }

        return result.ToString();
    }

    // JSON around holes: each brace of its own is text, also where two stand side by side.
    private static void AppendText(StringBuilder result, string source, int start, int end)
    {
        for (int at = start; at <= end; at++)
        {
            int last = Math.Max(HoleEnd(source, at), at);
            result.Append(source, at, last - at + 1);
            if (last == at && source[at] is '{' or '}' && HoleEnd(source, at) < 0) result.Append(source[at]);
            at = last;
        }
    }

    // Where a brace is closed; -1 where it is not, or where braces between are doubled already.
    private static int Close(string source, int start)
    {
        int depth = 0;
        for (int at = start; at < source.Length; at++)
        {
            if (source[at] == '{' && IsPair(source, at)) return -1;
            if (HoleEnd(source, at) is > 0 and int end) at = end;
            else if (source[at] == '{') depth++;
            else if (source[at] == '}' && --depth == 0) return at;
        }

        return -1;
    }

    private static IEnumerable<int> Starts(string source)
    {
        for (int at = 0; at < source.Length; at++)
        {
            int end = IsPair(source, at) ? at + 1 : HoleEnd(source, at);
            if (end < 0) continue;
            if (!IsPair(source, at)) yield return at;
            at = end;
        }
    }

    private static bool IsPair(string source, int at) => source[at] is '{' or '}' && at + 1 < source.Length && source[at + 1] == source[at];

    // Where the hole ends that starts there; -1 where none does.
    private static int HoleEnd(string source, int at)
    {
        int end = source[at] == '{' ? source.IndexOf('}', at) : -1;
        return end >= 0 && TemplateText.IsName(Name(source, at)) && source.IndexOf('{', at + 1, end - at) < 0 ? end : -1;
    }

    private static string Name(string source, int at) => source.Substring(at + 1, source.IndexOfAny([':', '}'], at) - at - 1);
}
