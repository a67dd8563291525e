using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>The schema id of a type, where it is written as a literal.</summary>
internal static class SchemaIdSyntax
{
    private static readonly string[] s_annotations = ["ExperimentTask", "ExperimentVariant", "ExperimentRecord", "ExperimentPart"];

    /// <summary>Puts another id; does nothing where none can be made.</summary>
    public static void Edit(SyntaxEditor editor, SyntaxNode node, Func<TypeDeclarationSyntax, string, string> change)
    {
        if (Changed(node, change) is { } found) editor.ReplaceNode(found.Old, MemberSyntax.Text(found.Id).WithTriviaFrom(found.Old));
    }

    /// <summary>The literal and the id that it should be; null where it is no literal, or no id can be made.</summary>
    public static (LiteralExpressionSyntax Old, string Id)? Changed(SyntaxNode node, Func<TypeDeclarationSyntax, string, string> change)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return null;
        AttributeSyntax? attribute = type.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static a => s_annotations.Any(name => MemberSyntax.Is(a, name)));
        if (attribute?.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null)?.Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal) return null;
        string id = change(type, literal.Token.ValueText);
        return SchemaIds.IsWellFormed(id) ? (literal, id) : null;
    }

    /// <summary>The text in lower case, with one '.' or '-' for all that an id can't have.</summary>
    public static string Normalized(string text)
    {
        string dotted = Regex.Replace(text.ToLowerInvariant(), "[^a-z0-9]*\\.[^a-z0-9]*", ".");
        return Regex.Replace(Regex.Replace(dotted, "[^a-z0-9.]+", "-"), "^[^a-z]+|[.-]+$", "");
    }

    /// <summary>The words of a name in C#, as an id has them.</summary>
    public static string Words(string name) => Normalized(Regex.Replace(name, "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-"));
}
