using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>Lets a property that only has <c>get;</c> be set when its type is constructed.</summary>
internal static class InitAccessor
{
    public static bool IsMissing(PropertyDeclarationSyntax property) =>
        property.AccessorList is { Accessors.Count: 1 } list && list.Accessors[0] is { Body: null, ExpressionBody: null, RawKind: (int)SyntaxKind.GetAccessorDeclaration };

    public static PropertyDeclarationSyntax AddTo(PropertyDeclarationSyntax property) => property.AddAccessorListAccessors(
        SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)).WithTrailingTrivia(SyntaxFactory.Space));
}
