using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing;

/// <summary>
/// Reads which closed types of a generic task, variant or record are stored. Each has an annotation of its own with its own schema id, so
/// that two closed types never share an identity, and so that no name of a C# type gets into one.
/// </summary>
internal static class Closings
{
    /// <summary>A generic type whose closed types have schemas of their own, in contrast to a generic part.</summary>
    public static bool IsGeneric(INamedTypeSymbol type) => type.Arity > 0 && Annotations.KindOf(type) is { } kind && kind is not (KnownTypes.Part or Annotations.Template);

    /// <summary>The annotation of a type: for a closed generic type the one that lists it, null where none does.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type)
    {
        if (Annotations.KindOf(type) is not { } kind) return null;
        AttributeSet attributes = AttributeSet.Of(type);
        if (!IsGeneric(type) || SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition)) return attributes.Find(kind);
        return attributes.All(kind).FirstOrDefault(attribute => Lists(attribute, type));
    }

    /// <summary>The types with a schema of their own: the type itself, or the closed types that a generic one lists. A generic part has none.</summary>
    public static IEnumerable<INamedTypeSymbol> SchemasOf(INamedTypeSymbol type)
    {
        if (!type.IsGenericType) return [type];
        if (!IsGeneric(type)) return [];
        return AttributeSet.Of(type).All(Annotations.KindOf(type)!).Where(attribute => Problem(attribute, type) is null).Select(attribute => Close(type, attribute));
    }

    /// <summary>The closed type that an annotation lists.</summary>
    public static INamedTypeSymbol Close(INamedTypeSymbol type, AttributeData attribute)
    {
        ImmutableArray<ITypeSymbol> arguments = [.. attribute.Types(1).Select(NeverNull)];
        return type.OriginalDefinition.Construct(arguments, [.. arguments.Select(static a => a.IsValueType ? NullableAnnotation.None : NullableAnnotation.NotAnnotated)]);
    }

    /// <summary>Why an annotation lists no closed type of a generic one, and the cure; null when it does.</summary>
    public static (string What, string Cure)? Problem(AttributeData attribute, INamedTypeSymbol type)
    {
        ImmutableArray<ITypeSymbol> arguments = attribute.Types(1);
        if (arguments.Length != type.Arity) return ("generic", "annotate each closed type that is stored with an id and the type arguments of its own, such as [" + Name(attribute) + "(\"id\", " + string.Join(", ", Enumerable.Repeat("typeof(double)", type.Arity)) + ")]");
        for (int i = 0; i < arguments.Length; i++)
        {
            if (ArgumentProblem(arguments[i], type.TypeParameters[i]) is { } problem) return ($"not closed by '{arguments[i].ToDisplayString()}', {problem}", "name another type argument");
        }

        return null;
    }

    private static string Name(AttributeData attribute) => attribute.AttributeClass!.Name.Replace("Attribute", "");

    private static string? ArgumentProblem(ITypeSymbol argument, ITypeParameterSymbol parameter) =>
        argument is INamedTypeSymbol { IsUnboundGenericType: true } ? "which is open"
        : !IsReachable(argument) ? "which is not accessible in its assembly"
        : parameter.HasReferenceTypeConstraint && !argument.IsReferenceType ? "which is no reference type"
        : parameter.HasValueTypeConstraint && (!argument.IsValueType || IsNullable(argument)) ? "which is no value type"
        : parameter.HasUnmanagedTypeConstraint && !argument.IsUnmanagedType ? "which is not unmanaged"
        : null;

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static bool IsReachable(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return IsReachable(array.ElementType);
        if (type is not INamedTypeSymbol named) return true;
        for (INamedTypeSymbol? at = named; at is not null; at = at.ContainingType)
        {
            if (at.IsFileLocal || at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) return false;
        }

        return named.TypeArguments.All(IsReachable);
    }

    private static bool Lists(AttributeData attribute, INamedTypeSymbol closed)
    {
        ImmutableArray<ITypeSymbol> arguments = attribute.Types(1);
        return arguments.Length == closed.Arity && arguments.Zip(closed.TypeArguments, SymbolEqualityComparer.Default.Equals).All(static same => same);
    }

    // typeof says nothing of null: what it names is never null, and neither are the elements of a collection that it names.
    private static ITypeSymbol NeverNull(ITypeSymbol type)
    {
        ITypeSymbol inner = type switch
        {
            INamedTypeSymbol { Arity: > 0, ContainingType: null or { IsGenericType: false } } named => named.OriginalDefinition.Construct(
                [.. named.TypeArguments.Select(NeverNull)], [.. named.TypeArguments.Select(static a => a.IsValueType ? NullableAnnotation.None : NullableAnnotation.NotAnnotated)]),
            _ => type,
        };
        return inner.IsValueType ? inner : inner.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
    }
}
