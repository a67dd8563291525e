using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK201: adds the type's name to an id that another type has too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SuffixIdFix)), Shared]
public sealed class SuffixIdFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.RepeatedSchemaId.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || SchemaIdSyntax.Changed(root.FindNode(context.Span), Change) is null) return;
        await EditAllFix.RegisterAsync(context, "Add the type's name to the id", nameof(SuffixIdFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node) => SchemaIdSyntax.Edit(editor, node, Change);

    private static string Change(TypeDeclarationSyntax type, string id) => $"{id}.{SchemaIdSyntax.Words(type.Identifier.ValueText)}";
}
