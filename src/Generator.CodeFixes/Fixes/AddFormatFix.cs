using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK101: gives a floating-point part the format that has all of its digits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddFormatFix)), Shared]
public sealed class AddFormatFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.FloatWithoutFormat.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Marked(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Add Format = \"R\"", nameof(AddFormatFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Marked(node) is { } attribute) editor.ReplaceNode(attribute, static (current, _) => Formatted((AttributeSyntax)current));
    }

    // An [ItemId] has no settings.
    private static AttributeSyntax? Marked(SyntaxNode node) => MemberSyntax.Of(node) is { } member ? MemberSyntax.Find(member, "KeyPart") : null;

    private static AttributeSyntax Formatted(AttributeSyntax attribute)
    {
        if (attribute.ArgumentList?.Arguments.Any(static a => a.NameEquals?.Name.Identifier.ValueText == "Format") == true) return attribute;
        AttributeArgumentSyntax format = SyntaxFactory.AttributeArgument(MemberSyntax.Text("R")).WithNameEquals(SyntaxFactory.NameEquals("Format").NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space));
        return attribute.AddArgumentListArguments(attribute.ArgumentList is { Arguments.Count: > 0 } ? format.WithLeadingTrivia(SyntaxFactory.Space) : format);
    }
}
