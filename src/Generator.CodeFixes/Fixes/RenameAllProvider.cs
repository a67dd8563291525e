using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>Renames all hiding members of a document, a project or a solution, one after the other: a rename reaches into other files.</summary>
internal sealed class RenameAllProvider : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        Task.FromResult<CodeAction?>(CodeAction.Create("Give each a name of its own", cancellation => RenameAsync(fixAllContext, cancellation), nameof(RenameHidingFix)));

    private static async Task<Solution> RenameAsync(FixAllContext context, CancellationToken cancellation)
    {
        Solution solution = context.Solution;
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project];
        foreach (Project project in projects)
        {
            ImmutableArray<Diagnostic> diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            solution = await HidingMembers.RenameAsync(solution, project.Id, diagnostics, cancellation).ConfigureAwait(false);
        }

        return solution;
    }
}
