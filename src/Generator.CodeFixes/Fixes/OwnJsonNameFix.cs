using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.CodeFixes.Fixes;

/// <summary>TRK206: removes the alias that is another member's name, or gives the member its own name in JSON, with a number where that is taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OwnJsonNameFix)), Shared]
public sealed class OwnJsonNameFix : CodeFixProvider
{
    private const string JsonPropertyName = "JsonPropertyName";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.RepeatedWireName.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EditAllFix.Of(Edit);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || MemberSyntax.Of(root.FindNode(context.Span)) is not { } member) return;
        string title = Alias(member, context.Diagnostics[0]) is null ? "Give the member a name of its own in JSON" : "Remove the alias";
        await EditAllFix.RegisterAsync(context, title, nameof(OwnJsonNameFix), Edit).ConfigureAwait(false);
    }


    private static void Edit(SyntaxEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (MemberSyntax.Of(node) is not { } member) return;
        if (Alias(member, diagnostic) is { } alias)
        {
            AttributeEdit.Remove(editor, alias);
            return;
        }

        // The name of a tag or of a base's member is taken too.
        string own = WireName.CamelCase(TypeMembers.NameOf(member));
        string free = TypeMembers.Free(own, TypeMembers.Beside(member).SelectMany(NamesOf).Append(diagnostic.Properties[DiagnosticBag.NameProperty]!));
        AttributeSyntax? attribute = MemberSyntax.Find(member, JsonPropertyName);
        if (attribute is null) editor.ReplaceNode(member, (current, _) => MemberSyntax.With(current, MemberSyntax.Attribute("System.Text.Json.Serialization.JsonPropertyName", free), isForProperty: true));
        else if (free == own) AttributeEdit.Remove(editor, attribute);
        else editor.ReplaceNode(attribute.ArgumentList!.Arguments[0].Expression, MemberSyntax.Text(free));
    }

    private static AttributeSyntax? Alias(SyntaxNode member, Diagnostic diagnostic)
    {
        string name = diagnostic.Properties[DiagnosticBag.NameProperty]!;
        if (string.Equals(NamesOf(member).First(), name, StringComparison.OrdinalIgnoreCase)) return null;
        return MemberSyntax.All(member, "Alias").FirstOrDefault(alias => string.Equals(TypeMembers.Text(alias), name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> NamesOf(SyntaxNode member) => MemberSyntax.All(member, "Alias").Select(TypeMembers.Text).OfType<string>()
        .Prepend(TypeMembers.Text(MemberSyntax.Find(member, JsonPropertyName)) ?? WireName.CamelCase(TypeMembers.NameOf(member)));
}
