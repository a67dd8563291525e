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

/// <summary>TRK204: keeps the name that a part has in stored keys.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepKeyNameFix)), Shared]
public sealed class KeepKeyNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.RenamedKeyPart.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => context.Diagnostics[0].Properties.ContainsKey(LockAnalyzer.IsOwn)
        ? EditAllFix.RegisterAsync(context, "Keep the name in the key", nameof(KeepKeyNameFix), Edit)
        : Task.CompletedTask;

    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.ContainsKey(LockAnalyzer.IsOwn) || MemberSyntax.Of(node) is not { } member) return;
        AttributeSyntax? attribute = MemberSyntax.Find(member, "KeyPart") ?? MemberSyntax.Find(member, "ItemId");
        if (attribute is null) return;
        AttributeArgumentSyntax name = SyntaxFactory.AttributeArgument(MemberSyntax.Text(diagnostic.Properties[LockAnalyzer.NameBefore]!)).WithNameEquals(SyntaxFactory.NameEquals("Name").NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        AttributeArgumentSyntax? old = attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Name");
        if (old is not null) editor.ReplaceNode(old, name);
        else if (attribute.ArgumentList is { Arguments.Count: > 0 } arguments) editor.ReplaceNode(arguments, arguments.WithArguments(arguments.Arguments.Replace(arguments.Arguments[0], arguments.Arguments[0].WithLeadingTrivia(SyntaxFactory.Space)).Insert(0, name)));
        else editor.ReplaceNode(attribute, attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(name))));
    }
}
