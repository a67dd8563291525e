using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK120: removes a call of Normalize.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveNormalizeFix)), Shared]
public sealed class RemoveNormalizeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NormalizesInKey.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Receiver(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Remove the call", nameof(RemoveNormalizeFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Receiver(node) is { Parent.Parent: InvocationExpressionSyntax call } receiver) editor.ReplaceNode(call, receiver.WithTriviaFrom(call));
    }

    private static ExpressionSyntax? Receiver(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault()?.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Normalize" } access ? access.Expression : null;
}
