using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>Renames members that hide one of a base.</summary>
internal static class HidingMembers
{
    /// <summary>The solution after all members at the diagnostics' places have names of their own.</summary>
    public static async Task<Solution> RenameAsync(Solution solution, ProjectId project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        // Each rename moves the places of the others; the names of the members stay.
        List<string> members = [];
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(static d => d.Location.SourceSpan.Start))
        {
            if (await IdAsync(solution, diagnostic, cancellation).ConfigureAwait(false) is { } id && !members.Contains(id)) members.Add(id);
        }

        foreach (string member in members)
        {
            Compilation? compilation = await solution.GetProject(project)!.GetCompilationAsync(cancellation).ConfigureAwait(false);
            if (compilation is null || DocumentationCommentId.GetFirstSymbolForDeclarationId(member, compilation) is not { } symbol) continue;
            solution = await Renamer.RenameSymbolAsync(solution, symbol, new SymbolRenameOptions(), FreeName(symbol), cancellation).ConfigureAwait(false);
            solution = await WithoutNewAsync(solution, project, symbol.ContainingType, FreeName(symbol), cancellation).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<string?> IdAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document) return null;
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        ISymbol? member = model.GetDeclaredSymbol(root.FindNode(diagnostic.Location.SourceSpan), cancellation);
        return member is IPropertySymbol or IFieldSymbol ? DocumentationCommentId.CreateDeclarationId(member) : null;
    }

    // The type says what is special about it: Seed of Solver is SolverSeed.
    private static string FreeName(ISymbol member)
    {
        string wanted = member.ContainingType.Name + member.Name;
        string name = wanted;
        for (int i = 2; IsTaken(member.ContainingType, name); i++) name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    private static bool IsTaken(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (!at.GetMembers(name).IsEmpty) return true;
        }

        return false;
    }

    private static async Task<Solution> WithoutNewAsync(Solution solution, ProjectId project, INamedTypeSymbol owner, string name, CancellationToken cancellation)
    {
        Compilation compilation = (await solution.GetProject(project)!.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        ISymbol? type = DocumentationCommentId.GetFirstSymbolForDeclarationId(DocumentationCommentId.CreateDeclarationId(owner)!, compilation);
        SyntaxReference? reference = (type as INamedTypeSymbol)?.GetMembers(name).FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault();
        if (reference is null || solution.GetDocument(reference.SyntaxTree) is not { } document) return solution;
        SyntaxNode declaration = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        if (declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member) return solution;
        SyntaxToken modifier = member.Modifiers.FirstOrDefault(static m => m.IsKind(SyntaxKind.NewKeyword));
        if (!modifier.IsKind(SyntaxKind.NewKeyword)) return solution;
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        MemberDeclarationSyntax without = member.WithModifiers(member.Modifiers.Remove(modifier));
        return document.WithSyntaxRoot(root.ReplaceNode(member, without.WithLeadingTrivia(member.GetLeadingTrivia()))).Project.Solution;
    }
}
