using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK121: makes the member of the key a float, so that nothing is widened.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepSingleFix)), Shared]
public sealed class KeepSingleFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.WidensSingle.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Double(root, context.Diagnostics[0]) is null) return;
        await EditAllFix.RegisterAsync(context, "Make the member a float", nameof(KeepSingleFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Double(editor.OriginalRoot, diagnostic) is { } type) editor.ReplaceNode(type, static (current, _) => ((PredefinedTypeSyntax)current).WithKeyword(SyntaxFactory.Token(SyntaxKind.FloatKeyword).WithTriviaFrom(((PredefinedTypeSyntax)current).Keyword)));
    }

    private static PredefinedTypeSyntax? Double(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations is not { Count: > 0 } places || places[0].SourceTree?.FilePath != root.SyntaxTree.FilePath) return null;
        TypeSyntax? type = MemberSyntax.Of(root.FindNode(places[0].SourceSpan)) is { } member ? TypeMembers.TypeOf(member) : null;
        return (type is NullableTypeSyntax nullable ? nullable.ElementType : type) is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.DoubleKeyword } found ? found : null;
    }
}
