using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK104: makes a date of a key a moment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseDateTimeOffsetFix)), Shared]
public sealed class UseDateTimeOffsetFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.AmbiguousDate.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Date(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Use DateTimeOffset", nameof(UseDateTimeOffsetFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Date(node) is { } date) editor.ReplaceNode(date, static (current, _) => SyntaxFactory.IdentifierName("DateTimeOffset").WithTriviaFrom(current));
    }

    // The last word of the type's name; an alias of another name is left alone.
    private static IdentifierNameSyntax? Date(SyntaxNode node)
    {
        TypeSyntax? type = MemberSyntax.Of(node) switch
        {
            ParameterSyntax parameter => parameter.Type,
            PropertyDeclarationSyntax property => property.Type,
            FieldDeclarationSyntax field => field.Declaration.Type,
            _ => null,
        };
        return type?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault(static name => name.Identifier.ValueText == "DateTime");
    }
}
