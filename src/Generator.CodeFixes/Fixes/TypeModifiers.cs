using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>Adds a modifier where C# wants it: <c>partial</c> last, <c>sealed</c> before <c>partial</c>.</summary>
internal static class TypeModifiers
{
    public static TypeDeclarationSyntax Add(TypeDeclarationSyntax type, SyntaxKind modifier)
    {
        if (type.Modifiers.Any(modifier)) return type;
        SyntaxToken token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count == 0)
        {
            // What stands before the keyword, comments included, goes before the modifier.
            token = token.WithLeadingTrivia(type.Keyword.LeadingTrivia);
            return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(token));
        }

        int partial = type.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        if (partial < 0) return type.WithModifiers(type.Modifiers.Add(token));
        SyntaxToken old = type.Modifiers[partial];
        return type.WithModifiers(type.Modifiers.Replace(old, old.WithLeadingTrivia()).Insert(partial, token.WithLeadingTrivia(old.LeadingTrivia)));
    }
}
