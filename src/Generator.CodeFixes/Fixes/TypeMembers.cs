using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>What a declaration says of the members beside one.</summary>
internal static class TypeMembers
{
    /// <summary>The name of a parameter, property or field; empty for anything else.</summary>
    public static string NameOf(SyntaxNode member) => member switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        _ => "",
    };

    /// <summary>The type of a parameter, property or field.</summary>
    public static TypeSyntax? TypeOf(SyntaxNode member) => member switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        FieldDeclarationSyntax field => field.Declaration.Type,
        _ => null,
    };

    /// <summary>The positional parameters, properties and fields of a type's declaration.</summary>
    public static IEnumerable<SyntaxNode> Of(TypeDeclarationSyntax type) =>
        (type.ParameterList?.Parameters ?? default).Concat<SyntaxNode>(type.Members.Where(static m => m is PropertyDeclarationSyntax or FieldDeclarationSyntax));

    /// <summary>The members beside that one.</summary>
    public static IEnumerable<SyntaxNode> Beside(SyntaxNode member) =>
        member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? Of(type).Where(other => other != member) : [];

    /// <summary>The name, else the name with the first number that makes it another one.</summary>
    public static string Free(string name, IEnumerable<string> taken)
    {
        HashSet<string> names = new(taken, StringComparer.OrdinalIgnoreCase);
        return names.Contains(name) ? Enumerable.Range(2, names.Count + 1).Select(number => FormattableString.Invariant($"{name}{number}")).First(free => !names.Contains(free)) : name;
    }

    /// <summary>The type is annotated so.</summary>
    public static bool Has(TypeDeclarationSyntax type, params string[] annotations) =>
        annotations.Any(annotation => MemberSyntax.Find(type, annotation) is not null);

    /// <summary>The text that an attribute's first argument is; null when it is something else.</summary>
    public static string? Text(AttributeSyntax? attribute) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: string text } ? text : null;
}
