using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK118: puts a reason that is to be replaced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GiveReasonFix)), Shared]
public sealed class GiveReasonFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoReason.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => EditAllFix.RegisterAsync(context, "Give a reason", nameof(GiveReasonFix), Edit);

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList?.Arguments.FirstOrDefault() is { } reason) editor.ReplaceNode(reason.Expression, MemberSyntax.Text("why"));
    }
}
