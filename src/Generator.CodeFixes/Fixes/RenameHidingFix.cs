using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK113: gives a member that hides a base's key part a name of its own, wherever it is used, and takes its <c>new</c> away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameHidingFix)), Shared]
public sealed class RenameHidingFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.HidesKeyPart.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new RenameAllProvider();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        ImmutableArray<Diagnostic> diagnostics = context.Diagnostics;
        CodeAction action = CodeAction.Create(
            "Give it a name of its own", cancellation => HidingMembers.RenameAsync(solution, context.Document.Project.Id, diagnostics, cancellation), nameof(RenameHidingFix));
        context.RegisterCodeFix(action, diagnostics);
        return Task.CompletedTask;
    }
}
