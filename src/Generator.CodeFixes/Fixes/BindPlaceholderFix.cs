using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK301: gives a hole the name of the parameter that is nearest to it, or adds its parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BindPlaceholderFix)), Shared]
public sealed class BindPlaceholderFix : CodeFixProvider
{
    private const string Rename = "Rename";
    private const string Add = "Add";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoParameter.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static (context, document, diagnostics) =>
        EditAllFix.ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey == Rename ? RenameHole : AddParameter, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { ParameterList: not null } type) return;
        if (Nearest(type, Hole(context.Diagnostics[0])) is not null) await EditAllFix.RegisterAsync(context, "Rename the placeholder to the nearest parameter", Rename, RenameHole).ConfigureAwait(false);
        await EditAllFix.RegisterAsync(context, "Add the parameter", Add, AddParameter).ConfigureAwait(false);
    }

    private static string Hole(Diagnostic diagnostic) => diagnostic.Properties[TemplateBinder.Name]!;

    private static void RenameHole(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        string hole = Hole(diagnostic);
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || Nearest(type, hole) is not { } name) return;
        foreach (LiteralExpressionSyntax literal in TemplateSyntax.Texts(type).Where(literal => TemplateSyntax.Holes(literal).Contains(hole)))
        {
            editor.ReplaceNode(literal, (current, _) => TemplateSyntax.Renamed((LiteralExpressionSyntax)current, hole, name));
        }
    }

    // Before those that the caller may leave out.
    private static void AddParameter(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.ParameterList is not { } parameters) return;
        string hole = Hole(diagnostic);
        ParameterSyntax parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(char.ToUpperInvariant(hole[0]) + hole.Substring(1)))
            .WithType(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.StringKeyword)).WithTrailingTrivia(SyntaxFactory.Space));
        editor.ReplaceNode(parameters, (current, _) => With((ParameterListSyntax)current, parameter));
    }

    private static ParameterListSyntax With(ParameterListSyntax list, ParameterSyntax parameter)
    {
        int at = list.Parameters.TakeWhile(static p => p.Default is null && !p.Modifiers.Any(SyntaxKind.ParamsKeyword)).Count();
        if (at == 0 && list.Parameters.Count > 0) list = list.WithParameters(list.Parameters.Replace(list.Parameters[0], list.Parameters[0].WithLeadingTrivia(SyntaxFactory.Space)));
        return list.WithParameters(list.Parameters.Insert(at, at == 0 ? parameter : parameter.WithLeadingTrivia(SyntaxFactory.Space)));
    }

    // As another hole writes it, since a hole is written in one way.
    private static string? Nearest(TypeDeclarationSyntax type, string hole)
    {
        string[] holes = [.. TemplateSyntax.Texts(type).SelectMany(TemplateSyntax.Holes)];
        string? name = type.ParameterList?.Parameters.Select(static p => p.Identifier.ValueText).OrderBy(p => Distance(p, hole)).FirstOrDefault();
        if (name is null || !holes.Contains(hole) || Distance(name, hole) * 3 > name.Length) return null;
        string written = char.IsUpper(hole[0]) ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
        return holes.FirstOrDefault(h => h.Substring(1) == name.Substring(1) && char.ToUpperInvariant(h[0]) == char.ToUpperInvariant(name[0])) ?? written;
    }

    // How many letters are to be put, removed or replaced.
    private static int Distance(string one, string other)
    {
        string a = one.ToLowerInvariant();
        string b = other.ToLowerInvariant();
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int[] next = new int[b.Length + 1];
            next[0] = i + 1;
            for (int j = 0; j < b.Length; j++) next[j + 1] = Math.Min(Math.Min(next[j], row[j + 1]) + 1, row[j] + (a[i] == b[j] ? 0 : 1));
            row = next;
        }

        return row[b.Length];
    }
}
