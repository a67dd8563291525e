using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Finds the code of a declaration: what is written as text, and where the compiler's operations begin.</summary>
internal static class BodyText
{
    public static IEnumerable<SyntaxNode> Texts(SyntaxNode declaration) => Present(declaration switch
    {
        ConstructorDeclarationSyntax constructor => [constructor.Initializer, constructor.Body, constructor.ExpressionBody],
        BaseMethodDeclarationSyntax method => [method.Body, method.ExpressionBody],
        PropertyDeclarationSyntax property => [property.AccessorList, property.ExpressionBody, property.Initializer],
        IndexerDeclarationSyntax indexer => [indexer.AccessorList, indexer.ExpressionBody],
        EventDeclarationSyntax happening => [happening.AccessorList],
        VariableDeclaratorSyntax variable => [variable.Initializer, variable.ArgumentList],
        TypeDeclarationSyntax { BaseList: { } bases } => [.. bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Select(static b => b.ArgumentList)],
        CompilationUnitSyntax unit => [.. unit.Members.OfType<GlobalStatementSyntax>()],
        _ => [],
    });

    public static IEnumerable<SyntaxNode> Operations(SyntaxNode declaration) => Present(declaration switch
    {
        BaseMethodDeclarationSyntax or CompilationUnitSyntax => [declaration],
        PropertyDeclarationSyntax property => [.. Accessors(property), property.ExpressionBody, property.Initializer],
        IndexerDeclarationSyntax indexer => [.. Accessors(indexer), indexer.ExpressionBody],
        EventDeclarationSyntax happening => [.. Accessors(happening)],
        VariableDeclaratorSyntax variable => [variable.Initializer],
        TypeDeclarationSyntax { BaseList: { } bases } => [.. bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>()],
        _ => [],
    });

    /// <summary>The member is given a value where it is declared.</summary>
    public static bool HasInitializer(SyntaxNode declaration) => declaration is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null };

    /// <summary>The constructor hands over to another one of its type, which runs the initializers.</summary>
    public static bool Delegates(SyntaxNode declaration) =>
        declaration is ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.ThisKeyword };

    /// <summary>The constructor names the constructor of the base that it calls.</summary>
    public static bool NamesBase(SyntaxNode declaration) => declaration switch
    {
        ConstructorDeclarationSyntax constructor => constructor.Initializer is not null,
        TypeDeclarationSyntax { BaseList: { } bases } => bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any(),
        _ => false,
    };

    private static SyntaxList<AccessorDeclarationSyntax> Accessors(BasePropertyDeclarationSyntax property) => property.AccessorList?.Accessors ?? default;

    private static IEnumerable<SyntaxNode> Present(IEnumerable<SyntaxNode?> nodes) => nodes.OfType<SyntaxNode>();
}
