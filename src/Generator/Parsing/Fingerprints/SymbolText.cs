using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>The canonical text of symbols: documentation ids, with the assembly of what comes from elsewhere. No name of a type parameter is in it.</summary>
internal sealed class SymbolText(Reached reached)
{
    /// <summary>A reference to a type or a member, with its type arguments.</summary>
    public string Reference(ISymbol symbol) => symbol switch
    {
        ITypeSymbol type => Type(type),
        INamespaceSymbol space => space.ToDisplayString(),
        IFieldSymbol { CorrespondingTupleField: { } field } => "tuple." + field.Name,
        IMethodSymbol { ReducedFrom: { } extension } method => Owned(extension) + Arguments(method.TypeArguments),
        IMethodSymbol method => Owned(method) + Arguments(method.TypeArguments),
        _ => Owned(symbol),
    };

    /// <summary>A type.</summary>
    public string Type(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Type(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        IPointerTypeSymbol pointer => Type(pointer.PointedAtType) + "*",
        IDynamicTypeSymbol => "dynamic",
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => "!!" + Number(parameter.Ordinal),
        ITypeParameterSymbol parameter => "!" + Number(Depth(parameter.ContainingType)) + "." + Number(parameter.Ordinal),
        INamedTypeSymbol { IsAnonymousType: true } anonymous => "{" + string.Join(",", anonymous.GetMembers().OfType<IPropertySymbol>().Select(p => p.Name + " " + Type(p.Type))) + "}",
        INamedTypeSymbol { TypeKind: not Microsoft.CodeAnalysis.TypeKind.Error } named => Id(named.OriginalDefinition) + OwnersArguments(named),
        IFunctionPointerTypeSymbol pointer => $"fn({string.Join(",", pointer.Signature.Parameters.Select(p => $"{p.RefKind} {Type(p.Type)}"))}){Type(pointer.Signature.ReturnType)}",
        _ => "?" + type.Name,
    };

    /// <summary>The id of a definition.</summary>
    public string Id(ISymbol definition)
    {
        string id = definition.GetDocumentationCommentId() ?? definition.ToDisplayString();
        if (definition.ContainingAssembly is null) return id;
        return reached.IsHome(definition) ? id : $"{id}@{definition.ContainingAssembly.Name}";
    }

    private string Owned(ISymbol symbol) => Id(Reached.Definition(symbol)) + (symbol.ContainingType is { } owner ? OwnersArguments(owner) : "");

    private string OwnersArguments(INamedTypeSymbol type)
    {
        string own = Arguments(type.TypeArguments);
        return type.ContainingType is { } outer ? OwnersArguments(outer) + own : own;
    }

    private string Arguments(IReadOnlyList<ITypeSymbol> arguments) => arguments.Count == 0 ? "" : "<" + string.Join(",", arguments.Select(Type)) + ">";

    private static int Depth(INamedTypeSymbol? type)
    {
        int depth = 0;
        for (; type?.ContainingType is not null; type = type.ContainingType) depth++;
        return depth;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
