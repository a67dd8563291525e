using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK123: marks a member as part of the key, or as not in it for a reason that is left to be written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GiveRoleFix)), Shared]
public sealed class GiveRoleFix : CodeFixProvider
{
    private const string KeyPart = "KeyPart";
    private const string NotInKey = "NotInKey";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoRole.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static (context, document, diagnostics) =>
        EditAllFix.ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey == NotInKey ? MarkNotInKey : MarkKeyPart, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        await EditAllFix.RegisterAsync(context, "Mark [KeyPart]", KeyPart, MarkKeyPart).ConfigureAwait(false);
        await EditAllFix.RegisterAsync(context, "Mark [NotInKey(\"why\")]", NotInKey, MarkNotInKey).ConfigureAwait(false);
    }

    private static void MarkKeyPart(SyntaxEditor editor, SyntaxNode node) => Mark(editor, node, SyntaxFactory.Attribute(Name(KeyPart)));

    // An empty reason would hide what is still to be said.
    private static void MarkNotInKey(SyntaxEditor editor, SyntaxNode node) => Mark(
        editor,
        node,
        SyntaxFactory.Attribute(Name(NotInKey), SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(
            SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("why")))))));

    // Shortened to what the file's own using directives allow.
    private static NameSyntax Name(string attribute) => SyntaxFactory.ParseName($"global::TrialKeep.{attribute}").WithAdditionalAnnotations(Simplifier.Annotation);

    private static void Mark(SyntaxEditor editor, SyntaxNode node, AttributeSyntax attribute)
    {
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter)
        {
            editor.ReplaceNode(parameter, Prepended(parameter, list));
        }
        else if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not BaseTypeDeclarationSyntax)
        {
            editor.ReplaceNode(member, Prepended(member, list));
        }
    }

    private static ParameterSyntax Prepended(ParameterSyntax parameter, AttributeListSyntax list)
    {
        ParameterSyntax bare = parameter.WithoutLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.Space))).WithLeadingTrivia(parameter.GetLeadingTrivia());
    }

    private static MemberDeclarationSyntax Prepended(MemberDeclarationSyntax member, AttributeListSyntax list)
    {
        MemberDeclarationSyntax bare = member.WithoutLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.Space))).WithLeadingTrivia(member.GetLeadingTrivia());
    }
}
