using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Analyzers;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK102: puts the format that keeps all values apart.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseLosslessFormatFix)), Shared]
public sealed class UseLosslessFormatFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.LossyFormat.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => EditAllFix.RegisterAsync(context, "Use the format that loses nothing", nameof(UseLosslessFormatFix), Edit);

    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (MemberSyntax.Of(node) is not { } member || MemberSyntax.Find(member, "KeyPart")?.ArgumentList is not { } arguments) return;
        AttributeArgumentSyntax? format = arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Format");
        if (format is not null) editor.ReplaceNode(format.Expression, MemberSyntax.Text(diagnostic.Properties[KeyShapeAnalyzer.BetterFormat]!));
    }
}
