using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads the arguments of an attribute; an argument in error reads as absent, and the compiler reports it.</summary>
internal static class AttributeArguments
{
    public static string? Text(this AttributeData attribute, int position) =>
        attribute.ConstructorArguments.Length > position ? Value(attribute.ConstructorArguments[position]) as string : null;

    public static string? Text(this AttributeData attribute, string name) => Named(attribute, name) as string;

    public static int? Number(this AttributeData attribute, string name) => Named(attribute, name) as int?;

    public static bool Flag(this AttributeData attribute, string name) => Named(attribute, name) is true;

    public static ITypeSymbol? Type(this AttributeData attribute, int position) =>
        attribute.ConstructorArguments.Length > position ? Value(attribute.ConstructorArguments[position]) as ITypeSymbol : null;

    /// <summary>The types of a <c>params</c> array; empty where one is in error.</summary>
    public static ImmutableArray<ITypeSymbol> Types(this AttributeData attribute, int position)
    {
        if (attribute.ConstructorArguments.Length <= position || attribute.ConstructorArguments[position] is not { Kind: TypedConstantKind.Array, IsNull: false } array) return [];
        ImmutableArray<ITypeSymbol> types = [.. array.Values.Select(static value => Value(value)).OfType<ITypeSymbol>()];
        return types.Length == array.Values.Length && types.All(static type => type.TypeKind != TypeKind.Error) ? types : [];
    }

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name) return Value(argument.Value);
        }

        return null;
    }

    private static object? Value(TypedConstant constant) => constant.Kind is TypedConstantKind.Error or TypedConstantKind.Array ? null : constant.Value;
}
