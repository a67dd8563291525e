using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK304: doubles the braces of a template that are text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleBracesFix)), Shared]
public sealed class DoubleBracesFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.BrokenTemplate.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || !Broken(root.FindNode(context.Span)).Any()) return;
        await EditAllFix.RegisterAsync(context, "Double the braces that are text", nameof(DoubleBracesFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        foreach (LiteralExpressionSyntax literal in Broken(node)) editor.ReplaceNode(literal, static (current, _) => TemplateSyntax.Doubled((LiteralExpressionSyntax)current));
    }

    // Of a text in several literals a hole may lie in two.
    private static IEnumerable<LiteralExpressionSyntax> Broken(SyntaxNode node) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        ? TemplateSyntax.Texts(type).Where(static literal => literal.Parent is AttributeArgumentSyntax && TemplateSyntax.Doubled(literal) != literal)
        : [];
}
