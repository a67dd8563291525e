using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Reads a type's declaration, with what the compiler makes from it without being asked: equality and text of records, names of enums.</summary>
internal sealed class HeaderReader(AssemblyCode code, CanonicalText text, Reached reached, SymbolText symbols, CancellationToken cancellation)
{
    public void Read(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer) reached.Add(NodeKind.Header, outer.OriginalDefinition);
        if (code.IsGenerated(type))
        {
            text.Add(symbols.Id(type));
            return;
        }

        new DeclarationText(text, reached, symbols, cancellation).Type(type);
        if (code.Template(type) is { } template) text.Add(template);
        foreach (INamedTypeSymbol parent in type.Interfaces.Concat(type.BaseType is { } own ? [own] : []).Where(reached.IsHome)) reached.Add(NodeKind.Header, parent.OriginalDefinition);
        if (type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum) Names(type);
        if (type.IsRecord || type.IsValueType) Fields(type);
        if (type.IsRecord) Printed(type);
    }

    private void Names(INamedTypeSymbol type)
    {
        foreach (IFieldSymbol member in type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.IsConst).OrderBy(static f => f.Name, StringComparer.Ordinal))
        {
            text.Add(member.Name);
            text.Add(CanonicalText.Constant(member.ConstantValue));
            new DeclarationText(text, reached, symbols, cancellation).Member(member);
        }
    }

    // What equality compares.
    private void Fields(INamedTypeSymbol type)
    {
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static f => !f.IsStatic && !f.IsConst).OrderBy(static f => f.Name, StringComparer.Ordinal))
        {
            if (code.IsGenerated(field) || field.AssociatedSymbol is { } property && code.IsGenerated(property)) continue;
            text.Add($"{field.Name} {symbols.Type(field.Type)}");
            reached.Use(field.Type);
        }
    }

    // The text of a record names its members in the order of each declaration; that of the parts is not the user's to choose.
    private void Printed(INamedTypeSymbol type)
    {
        IEnumerable<string> parts = code.Declarations(type, cancellation).OfType<TypeDeclarationSyntax>().Select(part => string.Join(",", Printed(part)));
        text.Add("printed", parts.Where(static p => p.Length > 0).OrderBy(static p => p, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Printed(TypeDeclarationSyntax part)
    {
        foreach (ParameterSyntax parameter in part.ParameterList?.Parameters ?? default) yield return parameter.Identifier.ValueText;
        foreach (MemberDeclarationSyntax member in part.Members)
        {
            if (member is PropertyDeclarationSyntax property) yield return property.Identifier.ValueText;
            if (member is not FieldDeclarationSyntax field) continue;
            foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables) yield return variable.Identifier.ValueText;
        }
    }
}
