using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK115: makes all members that have no role parts of the key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkAllFix)), Shared]
public sealed class MarkAllFix : CodeFixProvider
{
    private static readonly string[] s_marks = ["KeyPart", "ItemId", "Reference", "NotInKey", "Slice", "Cluster", "JsonIgnore", "JsonExtensionData"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoKeyPart.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || !Unmarked(root.FindNode(context.Span)).Any()) return;
        await EditAllFix.RegisterAsync(context, "Mark all members [KeyPart]", nameof(MarkAllFix), Edit).ConfigureAwait(false);
    }

    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        AttributeSyntax attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::TrialKeep.KeyPart").WithAdditionalAnnotations(Simplifier.Annotation));
        foreach (SyntaxNode member in Unmarked(node)) editor.ReplaceNode(member, (current, _) => MemberSyntax.With(current, attribute));
    }

    private static IEnumerable<SyntaxNode> Unmarked(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return [];
        IEnumerable<SyntaxNode> parameters = type is RecordDeclarationSyntax { ParameterList: { } list } ? list.Parameters : [];
        return parameters.Concat(type.Members.Where(IsStored)).Where(static member => !s_marks.Any(mark => MemberSyntax.Find(member, mark) is not null));
    }

    private static bool IsStored(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !member.Modifiers.Any(static m => m.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ConstKeyword)
        && member is FieldDeclarationSyntax or PropertyDeclarationSyntax { AccessorList: not null } && !HasBody(member);

    private static bool HasBody(MemberDeclarationSyntax member) =>
        member is PropertyDeclarationSyntax property && property.AccessorList!.Accessors.Any(static a => a.Body is not null || a.ExpressionBody is not null);
}
