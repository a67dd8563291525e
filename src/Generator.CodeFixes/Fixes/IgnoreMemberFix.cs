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

/// <summary>TRK004: leaves a member out of a record or a part without a key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IgnoreMemberFix)), Shared]
public sealed class IgnoreMemberFix : CodeFixProvider
{
    private static readonly string[] s_needed = ["KeyPart", "ItemId", "Reference", "NotInKey", "Slice", "Cluster", "Deduplicated", "JsonIgnore", "JsonInclude", "JsonRequired"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoCodec.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Ignorable(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Don't store the member", nameof(IgnoreMemberFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (Ignorable(node) is not { } member) return;
        AttributeSyntax ignore = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::System.Text.Json.Serialization.JsonIgnore").WithAdditionalAnnotations(Simplifier.Annotation));
        editor.ReplaceNode(member, (current, _) => MemberSyntax.With(current, ignore));
    }

    // What has a role, a setting or a parameter is needed; a member that is in no key could still make a result another one.
    private static MemberDeclarationSyntax? Ignorable(SyntaxNode node) =>
        MemberSyntax.Of(node) is MemberDeclarationSyntax { Parent: TypeDeclarationSyntax type } member
        && TypeMembers.TypeOf(member) is not null
        && !member.Modifiers.Any(SyntaxKind.RequiredKeyword)
        && !s_needed.Any(name => MemberSyntax.Find(member, name) is not null)
        && TypeMembers.Has(type, "ExperimentRecord", "ExperimentPart")
        && !TypeMembers.Of(type).Any(static other => MemberSyntax.Find(other, "KeyPart") is not null)
        && !type.DescendantNodes().OfType<ParameterSyntax>().Any(parameter => string.Equals(parameter.Identifier.ValueText, TypeMembers.NameOf(member), StringComparison.OrdinalIgnoreCase))
            ? member
            : null;
}
