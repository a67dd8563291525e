using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrialKeep.Generator.Parsing;

/// <summary>Chooses the constructor that reading calls.</summary>
internal static class ConstructorChooser
{
    /// <summary>
    /// The constructor with <c>[JsonConstructor]</c>, else the primary one, else the one without parameters, else the only one; null
    /// when there is no such one.
    /// </summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type)
    {
        IMethodSymbol[] all = [.. type.InstanceConstructors.Where(c => !IsCopy(c, type))];
        IMethodSymbol[] marked = [.. all.Where(static c => AttributeSet.Of(c).Has(KnownTypes.JsonConstructor))];
        if (marked.Length > 0) return marked.Length == 1 ? marked[0] : null;
        IMethodSymbol[] written = [.. all.Where(static c => !c.IsImplicitlyDeclared)];
        if (written.Length == 0) return all.FirstOrDefault(static c => c.Parameters.IsEmpty);
        return written.FirstOrDefault(IsPrimary)
            ?? written.FirstOrDefault(static c => c.Parameters.IsEmpty)
            ?? (written.Length == 1 ? written[0] : null);
    }

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null });
}
