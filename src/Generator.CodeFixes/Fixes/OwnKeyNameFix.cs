using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK114: gives a part of the key its member's own name, or that with a number where it is taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OwnKeyNameFix)), Shared]
public sealed class OwnKeyNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.RepeatedKeyName.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || Found(root.FindNode(context.Span)) is null) return;
        await EditAllFix.RegisterAsync(context, "Give the part a name of its own in the key", nameof(OwnKeyNameFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node)
    {
        if (MemberSyntax.Of(node) is not { } member || Attribute(member) is not { } attribute) return;
        string own = TypeMembers.NameOf(member);
        string free = TypeMembers.Free(own, TypeMembers.Beside(member).Where(static m => Attribute(m) is not null).Select(KeyName));
        editor.ReplaceNode(attribute, (current, _) => free == own
            ? AttributeEdit.WithoutSetting((AttributeSyntax)current, "Name")
            : AttributeEdit.WithSetting((AttributeSyntax)current, "Name", MemberSyntax.Text(free)));
    }

    private static AttributeSyntax? Found(SyntaxNode node) => MemberSyntax.Of(node) is { } member ? Attribute(member) : null;

    private static AttributeSyntax? Attribute(SyntaxNode member) => MemberSyntax.Find(member, "KeyPart") ?? MemberSyntax.Find(member, "ItemId");

    private static string KeyName(SyntaxNode member) =>
        AttributeEdit.Setting(Attribute(member)!, "Name")?.Expression is LiteralExpressionSyntax { Token.Value: string name } ? name : TypeMembers.NameOf(member);
}
