using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK209: gives the store of unknown members the type and the accessor that it needs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtensionTypeFix)), Shared]
public sealed class ExtensionTypeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.BadExtensionData.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Found(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Make it a Dictionary<string, JsonElement>?", nameof(ExtensionTypeFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Found(node) is { } property) editor.ReplaceNode(property, static (current, _) => Cured((PropertyDeclarationSyntax)current));
    }

    // A task or a variant can't have one, and of two one has to go.
    private static PropertyDeclarationSyntax? Found(SyntaxNode node) =>
        node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { Parent: TypeDeclarationSyntax type } property
        && TypeMembers.Has(type, "ExperimentRecord", "ExperimentPart")
        && TypeMembers.Of(type).Count(static m => MemberSyntax.Find(m, "JsonExtensionData") is not null) == 1
            ? property
            : null;

    private static PropertyDeclarationSyntax Cured(PropertyDeclarationSyntax property)
    {
        TypeSyntax type = SyntaxFactory.ParseTypeName("global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>?").WithAdditionalAnnotations(Simplifier.Annotation);
        PropertyDeclarationSyntax typed = property.WithType(type.WithTriviaFrom(property.Type));
        return InitAccessor.IsMissing(typed) ? InitAccessor.AddTo(typed) : typed;
    }
}
