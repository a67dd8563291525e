using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK202: writes an id in lower case, with '-' for what it can't have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NormalizeIdFix)), Shared]
public sealed class NormalizeIdFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.MalformedSchemaId.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || SchemaIdSyntax.Changed(root.FindNode(context.Span), Change) is null) return;
        await EditAllFix.RegisterAsync(context, "Write the id in lower case, with '-'", nameof(NormalizeIdFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node) => SchemaIdSyntax.Edit(editor, node, Change);

    private static string Change(TypeDeclarationSyntax type, string id) => SchemaIdSyntax.Normalized(id);
}
