using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>
/// Fixes one diagnostic or all of a document by the same edit. All go through one editor: the batch fixer would merge texts, and two
/// fixes of nested types touch the same containers.
/// </summary>
internal static class EditAllFix
{
    public static FixAllProvider Of(Action<SyntaxEditor, SyntaxNode> edit) => Of((editor, node, _) => edit(editor, node));

    public static FixAllProvider Of(Action<SyntaxEditor, SyntaxNode, Diagnostic> edit) => FixAllProvider.Create((context, document, diagnostics) => ApplyAsync(document, diagnostics, edit, context.CancellationToken));

    public static Task RegisterAsync(CodeFixContext context, string title, string key, Action<SyntaxEditor, SyntaxNode> edit) =>
        RegisterAsync(context, title, key, (editor, node, _) => edit(editor, node));

    public static Task RegisterAsync(CodeFixContext context, string title, string key, Action<SyntaxEditor, SyntaxNode, Diagnostic> edit)
    {
        context.RegisterCodeFix(
            CodeAction.Create(title, async cancellation => await ApplyAsync(context.Document, context.Diagnostics, edit, cancellation).ConfigureAwait(false) ?? context.Document, key),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    public static Task<Document?> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, Action<SyntaxEditor, SyntaxNode> edit, CancellationToken cancellation) =>
        ApplyAsync(document, diagnostics, (editor, node, _) => edit(editor, node), cancellation);

    public static async Task<Document?> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, Action<SyntaxEditor, SyntaxNode, Diagnostic> edit, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root) return null;
        SyntaxEditor editor = new(root, document.Project.Solution.Services);
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(static d => d.Location.SourceSpan.Start)) edit(editor, root.FindNode(diagnostic.Location.SourceSpan), diagnostic);
        return document.WithSyntaxRoot(editor.GetChangedRoot());
    }
}
