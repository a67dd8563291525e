using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK007: seals an annotated class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SealFix)), Shared]
public sealed class SealFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NotSealed.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Seal);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => EditAllFix.RegisterAsync(context, "Seal the class", nameof(SealFix), Seal);

    private static void Seal(SyntaxEditor editor, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
        {
            editor.ReplaceNode(type, static (current, _) => TypeModifiers.Add((TypeDeclarationSyntax)current, SyntaxKind.SealedKeyword));
        }
    }
}
