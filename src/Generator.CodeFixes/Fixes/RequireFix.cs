using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK105: lets the caller give the value: makes the member required and drops its initializer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequireFix)), Shared]
public sealed class RequireFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ReadsOutside.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Initialized(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Make required, without an initializer", nameof(RequireFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Initialized(node) is { } property) editor.ReplaceNode(property, static (current, _) => Required((PropertyDeclarationSyntax)current));
    }

    // A getter that reads the clock has no simple cure.
    private static PropertyDeclarationSyntax? Initialized(SyntaxNode node) =>
        node.FirstAncestorOrSelf<EqualsValueClauseSyntax>()?.Parent is PropertyDeclarationSyntax property
        && property.AccessorList?.Accessors.Any(static a => a.Kind() is SyntaxKind.InitAccessorDeclaration or SyntaxKind.SetAccessorDeclaration) == true
            ? property
            : null;

    private static PropertyDeclarationSyntax Required(PropertyDeclarationSyntax property)
    {
        if (property.Initializer is null) return property;
        PropertyDeclarationSyntax bare = property.WithInitializer(null).WithSemicolonToken(default).WithTrailingTrivia(property.GetTrailingTrivia());
        AccessorListSyntax accessors = bare.AccessorList!.WithTrailingTrivia(property.GetTrailingTrivia());
        bare = bare.WithAccessorList(accessors);
        return bare.Modifiers.Any(SyntaxKind.RequiredKeyword) ? bare : bare.AddModifiers(SyntaxFactory.Token(SyntaxKind.RequiredKeyword).WithTrailingTrivia(SyntaxFactory.Space));
    }
}
