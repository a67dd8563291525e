using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK302: removes a parameter that a template never uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveParameterFix)), Shared]
public sealed class RemoveParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.UnusedArgument.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.ParameterList is null) return;
        await EditAllFix.RegisterAsync(context, "Remove the parameter", nameof(RemoveParameterFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.ParameterList is not { } parameters) return;
        string name = diagnostic.Properties[TemplateBinder.Name]!;
        editor.ReplaceNode(parameters, (current, _) => Without((ParameterListSyntax)current, name));
    }

    private static ParameterListSyntax Without(ParameterListSyntax list, string name) =>
        list.Parameters.FirstOrDefault(p => p.Identifier.ValueText == name) is { } parameter ? list.WithParameters(list.Parameters.Remove(parameter)) : list;
}
