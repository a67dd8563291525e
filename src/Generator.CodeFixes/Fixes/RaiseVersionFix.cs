using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Analyzers;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK203: raises the version of the annotation, which declares a change of the JSON.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RaiseVersionFix)), Shared]
public sealed class RaiseVersionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.DiffersFromLock.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Annotation(root, context.Diagnostics[0]) is null) return;
        await EditAllFix.RegisterAsync(context, "Raise the version", nameof(RaiseVersionFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Annotation(editor.OriginalRoot, diagnostic) is not { } annotation) return;
        int version = int.Parse(diagnostic.Properties[LockAnalyzer.NextVersion]!, CultureInfo.InvariantCulture);
        LiteralExpressionSyntax value = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(version));
        editor.ReplaceNode(annotation, (current, _) => AttributeEdit.WithSetting((AttributeSyntax)current, "Version", value));
    }

    // A change of the key is declared by a KeyVersion, which discards what is stored: that is to be decided.
    private static AttributeSyntax? Annotation(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(LockAnalyzer.NextVersion) && diagnostic.AdditionalLocations is { Count: > 0 } places && places[0].SourceTree?.FilePath == root.SyntaxTree.FilePath
            ? root.FindNode(places[0].SourceSpan).FirstAncestorOrSelf<AttributeSyntax>()
            : null;
}
