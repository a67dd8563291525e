using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Analyzers;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK205: lets a renamed member read stored rows, by an alias or by its old name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepWireNameFix)), Shared]
public sealed class KeepWireNameFix : CodeFixProvider
{
    private const string Alias = "TrialKeep.Alias";
    private const string Name = "System.Text.Json.Serialization.JsonPropertyName";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.RenamedWireName.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static (context, document, diagnostics) =>
        EditAllFix.ApplyAsync(document, diagnostics, Marking(context.CodeActionEquivalenceKey == Alias ? Alias : Name), context.CancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (!context.Diagnostics[0].Properties.ContainsKey(LockAnalyzer.IsOwn)) return;
        await EditAllFix.RegisterAsync(context, "Read the old name too", Alias, Marking(Alias)).ConfigureAwait(false);
        await EditAllFix.RegisterAsync(context, "Keep the old name in JSON", Name, Marking(Name)).ConfigureAwait(false);
    }

    private static Action<SyntaxEditor, SyntaxNode, Diagnostic> Marking(string attribute) => (editor, node, diagnostic) =>
    {
        if (!diagnostic.Properties.ContainsKey(LockAnalyzer.IsOwn) || MemberSyntax.Of(node) is not { } member) return;
        string name = diagnostic.Properties[LockAnalyzer.NameBefore]!;
        editor.ReplaceNode(member, (current, _) => MemberSyntax.With(current, MemberSyntax.Attribute(attribute, name), isForProperty: attribute == Name));
    };
}
