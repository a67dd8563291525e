using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Analyzers;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK208: keeps the name of a removed member from returning.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetireFix)), Shared]
public sealed class RetireFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NotRetired.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => context.Diagnostics[0].Properties.ContainsKey(LockAnalyzer.IsOwn)
        ? EditAllFix.RegisterAsync(context, "Retire the name", nameof(RetireFix), Edit)
        : Task.CompletedTask;

    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.ContainsKey(LockAnalyzer.IsOwn) || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return;
        string name = diagnostic.Properties[LockAnalyzer.NameBefore]!;
        editor.ReplaceNode(type, (current, _) => MemberSyntax.With(current, MemberSyntax.Attribute("TrialKeep.Retired", name)));
    }
}
