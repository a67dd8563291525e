using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>Changes attributes and their named settings.</summary>
internal static class AttributeEdit
{
    /// <summary>Removes the attribute; with its last attribute the list goes, but not the comments before it.</summary>
    public static void Remove(SyntaxEditor editor, AttributeSyntax attribute) =>
        editor.RemoveNode(attribute, attribute.Parent is AttributeListSyntax { Attributes.Count: 1 } ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia);

    /// <summary>The named setting; null when it is not given.</summary>
    public static AttributeArgumentSyntax? Setting(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>The attribute with that setting in its old place, else as the last.</summary>
    public static AttributeSyntax WithSetting(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        if (Setting(attribute, name) is { } old) return attribute.ReplaceNode(old.Expression, value);
        AttributeArgumentSyntax setting = SyntaxFactory.AttributeArgument(value).WithNameEquals(SyntaxFactory.NameEquals(name).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } arguments) return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(setting)));
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return attribute.WithArgumentList(arguments.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(arguments.Arguments.GetWithSeparators().Add(comma).Add(setting))));
    }

    /// <summary>The attribute without that setting.</summary>
    public static AttributeSyntax WithoutSetting(AttributeSyntax attribute, string name)
    {
        if (Setting(attribute, name) is not { } old) return attribute;
        var rest = attribute.ArgumentList!.Arguments.Remove(old);
        if (rest.Count == 0) return attribute.WithArgumentList(null);
        return attribute.WithArgumentList(attribute.ArgumentList.WithArguments(rest.Replace(rest[0], rest[0].WithoutLeadingTrivia())));
    }
}
