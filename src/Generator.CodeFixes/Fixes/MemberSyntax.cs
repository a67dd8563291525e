using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>Attributes of members and positional parameters.</summary>
internal static class MemberSyntax
{
    /// <summary>The parameter or member that a place is the name of.</summary>
    public static SyntaxNode? Of(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ParameterSyntax>() ?? (SyntaxNode?)node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not BaseTypeDeclarationSyntax);

    /// <summary>The attribute of that name, with or without its namespace and its ending; null where there is none.</summary>
    public static AttributeSyntax? Find(SyntaxNode member, string name) => All(member, name).FirstOrDefault();

    /// <summary>The attributes of that name.</summary>
    public static IEnumerable<AttributeSyntax> All(SyntaxNode member, string name) => Lists(member).SelectMany(static list => list.Attributes).Where(attribute => Is(attribute, name));

    /// <summary>The attribute has that name.</summary>
    public static bool Is(AttributeSyntax attribute, string name)
    {
        string written = attribute.Name.ToString();
        string last = written.Substring(written.LastIndexOfAny(['.', ':']) + 1);
        return last == name || last == name + "Attribute";
    }

    /// <summary>An attribute with one text, shortened to what the file's own using directives allow.</summary>
    public static AttributeSyntax Attribute(string fullName, string text) =>
        SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation), SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(Text(text)))));

    /// <summary>A string literal.</summary>
    public static LiteralExpressionSyntax Text(string text) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));

    /// <summary>The declaration with a list of one more attribute before its own; the attribute of a positional parameter may have to be its property's.</summary>
    public static SyntaxNode With(SyntaxNode declaration, AttributeSyntax attribute, bool isForProperty = false)
    {
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
        if (isForProperty && declaration is ParameterSyntax) list = list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword)));
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        SyntaxNode bare = declaration.WithoutLeadingTrivia();
        SyntaxNode marked = bare switch
        {
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.Space))),
            MemberDeclarationSyntax member => member.WithAttributeLists(member.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.Space))),
            _ => bare,
        };
        return marked.WithLeadingTrivia(leading);
    }

    private static SyntaxList<AttributeListSyntax> Lists(SyntaxNode member) => member switch
    {
        ParameterSyntax parameter => parameter.AttributeLists,
        MemberDeclarationSyntax declaration => declaration.AttributeLists,
        _ => default,
    };
}
