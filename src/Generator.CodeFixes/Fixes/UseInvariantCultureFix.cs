using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK119: makes a text with the invariant culture.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseInvariantCultureFix)), Shared]
public sealed class UseInvariantCultureFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.CultureInKey.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Found(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Use the invariant culture", nameof(UseInvariantCultureFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Found(node) is { } found) editor.ReplaceNode(found, static (current, _) => Invariant((ExpressionSyntax)current).WithTriviaFrom(current));
    }

    private static ExpressionSyntax? Found(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(e => e.Span == node.Span && e is InvocationExpressionSyntax or InterpolatedStringExpressionSyntax);

    private static InvocationExpressionSyntax Invariant(ExpressionSyntax expression)
    {
        if (expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            return SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression("string.Create"), SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList([Culture(), Spaced(SyntaxFactory.Argument(expression.WithoutTrivia()))])));
        }

        return access.Name.Identifier.ValueText switch
        {
            "ToUpper" or "ToLower" => call.WithExpression(access.WithName(SyntaxFactory.IdentifierName(access.Name.Identifier.ValueText + "Invariant"))),
            "Format" => call.WithArgumentList(call.ArgumentList.WithArguments(call.ArgumentList.Arguments.Replace(call.ArgumentList.Arguments[0], Spaced(call.ArgumentList.Arguments[0])).Insert(0, Culture()))),
            _ => call.AddArgumentListArguments(call.ArgumentList.Arguments.Count == 0 ? Culture() : Spaced(Culture())),
        };
    }

    private static ArgumentSyntax Culture() =>
        SyntaxFactory.Argument(SyntaxFactory.ParseExpression("global::System.Globalization.CultureInfo.InvariantCulture").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation));

    private static ArgumentSyntax Spaced(ArgumentSyntax argument) => argument.WithLeadingTrivia(SyntaxFactory.Space);
}
