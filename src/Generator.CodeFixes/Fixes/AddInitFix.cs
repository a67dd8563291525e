using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK003: lets a member that can only be read be set when a row is read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInitFix)), Shared]
public sealed class AddInitFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoConstruction.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Found(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Add the accessor 'init'", nameof(AddInitFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Found(node) is { } property) editor.ReplaceNode(property, static (current, _) => InitAccessor.AddTo((PropertyDeclarationSyntax)current));
    }

    private static PropertyDeclarationSyntax? Found(SyntaxNode node) =>
        node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property && InitAccessor.IsMissing(property) ? property : null;
}
