using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Analyzers;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK207: lets stored rows lack the member: the type's own default counts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeOptionalFix)), Shared]
public sealed class MakeOptionalFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoDefaultForOldRows.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => context.Diagnostics[0].Properties.ContainsKey(LockAnalyzer.IsOwn)
        ? EditAllFix.RegisterAsync(context, "Remove 'required'", nameof(MakeOptionalFix), Edit)
        : Task.CompletedTask;

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (MemberSyntax.Of(node) is MemberDeclarationSyntax member) editor.ReplaceNode(member, static (current, _) => Optional((MemberDeclarationSyntax)current));
    }

    private static MemberDeclarationSyntax Optional(MemberDeclarationSyntax member)
    {
        SyntaxToken required = member.Modifiers.FirstOrDefault(static m => m.IsKind(SyntaxKind.RequiredKeyword));
        return member.WithModifiers(member.Modifiers.Remove(required));
    }
}
