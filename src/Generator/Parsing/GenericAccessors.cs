using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads how a setter is reached from outside its type.</summary>
internal static class GenericAccessors
{
    private static readonly SymbolDisplayFormat s_constrained = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    /// <summary>The name of the accessor: short beside the type itself, else unique among all types whose members are set in one file.</summary>
    public static string NameOf(ISymbol member, bool isInlined)
    {
        bool isShort = !isInlined && !member.ContainingType.IsGenericType;
        return isShort ? "Set" + member.Name : $"Set_{Sanitized(member.ContainingType.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))}_{member.Name}";
    }

    /// <summary>The accessor of a generic type's member; null for any other.</summary>
    public static GenericAccessor? Of(ISymbol member)
    {
        if (!member.ContainingType.IsGenericType) return null;
        INamedTypeSymbol definition = member.ContainingType.OriginalDefinition;
        ISymbol original = member.OriginalDefinition;
        ITypeSymbol value = original is IPropertySymbol property ? property.Type : ((IFieldSymbol)original).Type;
        string parameters = Parameters(definition);
        string arguments = $"<{string.Join(", ", member.ContainingType.TypeArguments.Select(Full))}>";
        return new(parameters, Constraints(definition), arguments, CSharpText.Type(definition), Full(value));
    }

    /// <summary>The type parameters of a definition with their brackets.</summary>
    public static string Parameters(INamedTypeSymbol definition) => $"<{string.Join(", ", definition.TypeParameters.Select(static p => CSharpText.Identifier(p.Name)))}>";

    // An annotation of a nullable reference is no part of a signature, but a warning where it is missing.
    private static string Full(ITypeSymbol type)
    {
        string text = CSharpText.Type(type);
        return !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated && !text.EndsWith("?", StringComparison.Ordinal) ? text + "?" : text;
    }

    /// <summary>The constraints of the type parameters of a definition; empty without any.</summary>
    public static string Constraints(INamedTypeSymbol definition)
    {
        string text = definition.ToDisplayString(s_constrained);
        int at = text.IndexOf(" where ", StringComparison.Ordinal);
        return at < 0 ? "" : text.Substring(at);
    }

    private static string Sanitized(string type)
    {
        StringBuilder name = new();
        foreach (char c in type) name.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        return name.ToString();
    }
}
