using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing;

/// <summary>Finds the members that a type stores: in the order of their declaration, those of base types first.</summary>
internal static class MemberFinder
{
    public static IReadOnlyList<StoredMember> Find(INamedTypeSymbol type, IMethodSymbol? constructor)
    {
        List<ISymbol> found = [];
        foreach (INamedTypeSymbol declaring in BaseFirst(type))
        {
            foreach (ISymbol member in InOrder(declaring.GetMembers().Where(IsCandidate)))
            {
                int hidden = found.FindIndex(earlier => earlier.Name == member.Name);
                if (hidden >= 0) found[hidden] = member;
                else found.Add(member);
            }
        }

        return [.. found.Select(member => Stored(member, type, constructor)).Where(IsStored)];
    }

    private static Stack<INamedTypeSymbol> BaseFirst(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> types = new();
        for (INamedTypeSymbol? at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType) types.Push(at);
        return types;
    }

    // The compiler lists the members of partial declarations in the order of the files; the JSON may not depend on that.
    private static IEnumerable<ISymbol> InOrder(IEnumerable<ISymbol> members)
    {
        ISymbol[] all = [.. members];
        bool isSplit = all.Select(static m => m.Locations.FirstOrDefault()?.SourceTree).Distinct().Skip(1).Any();
        return isSplit ? all.OrderBy(static m => m.Name, StringComparer.Ordinal) : all;
    }

    // While a declaration is being typed its name may be empty.
    private static bool IsCandidate(ISymbol member) => member.Name.Length > 0 && member switch
    {
        IPropertySymbol property => property is { IsStatic: false, IsIndexer: false, IsImplicitlyDeclared: false, GetMethod: not null } && property.ExplicitInterfaceImplementations.IsEmpty,
        IFieldSymbol field => field is { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false },
        _ => false,
    };

    private static StoredMember Stored(ISymbol member, INamedTypeSymbol owner, IMethodSymbol? constructor)
    {
        ITypeSymbol type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        IParameterSymbol? parameter = ParameterOf(member, type, constructor);
        bool isInherited = !SymbolEqualityComparer.Default.Equals(member.ContainingType, owner);
        IParameterSymbol? declared = isInherited ? ParameterOf(member, type, ConstructorChooser.Choose(member.ContainingType)) : null;
        return new(member, type, AttributeSet.Of(member, parameter, declared), parameter);
    }

    private static IParameterSymbol? ParameterOf(ISymbol member, ITypeSymbol type, IMethodSymbol? constructor) => constructor?.Parameters.FirstOrDefault(p =>
        string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(p.Type, type));

    // Public members, and others that say that they belong to the data.
    private static bool IsStored(StoredMember member)
    {
        if (IsIgnored(member)) return RoleReader.HasRole(member.Attributes);
        bool isMarked = RoleReader.HasRole(member.Attributes) || member.Attributes.Has(KnownTypes.JsonInclude);
        if (member.Symbol.DeclaredAccessibility != Accessibility.Public) return isMarked;
        return member.HasStorage || isMarked;
    }

    /// <summary>The member is not stored: <c>[JsonIgnore]</c> without a condition.</summary>
    public static bool IsIgnored(StoredMember member) =>
        member.Attributes.Find(KnownTypes.JsonIgnore) is { } ignore && (ignore.Number("Condition") ?? 1) == 1;
}
