using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Says which nodes stand for a call, a value, a type or the initializers of a type.</summary>
internal static class Targets
{
    // Members of records that the compiler calls from those that it writes itself.
    private static readonly HashSet<string> s_recordMembers = new(StringComparer.Ordinal) { "Equals", "GetHashCode", "ToString", "PrintMembers", "EqualityContract" };

    /// <summary>Everything that a virtual call can end in.</summary>
    public static void OfCall(AssemblyCode code, ISymbol called, Reached reached)
    {
        if (reached.IsHome(called)) reached.Add(NodeKind.Member, Reached.Definition(called));
        foreach (ISymbol overrider in code.Types.Overriders(called)) reached.Call(overrider);
        if (called.ContainingType is not { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } contract) return;
        foreach (INamedTypeSymbol type in code.Types.Implementers(contract))
        {
            foreach (INamedTypeSymbol implemented in type.AllInterfaces.Where(i => CanBe(code, i, contract)))
            {
                foreach (ISymbol member in implemented.GetMembers(called.Name).Where(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, called.OriginalDefinition))) Implementation(code, type, member, reached);
            }
        }
    }

    /// <summary>A value of exactly this type: its declaration, and what other assemblies can call on it.</summary>
    public static void OfValue(AssemblyCode code, INamedTypeSymbol type, Reached reached)
    {
        reached.Add(NodeKind.Header, type);
        if (type.BaseType is { } parent && reached.IsHome(parent)) reached.Add(NodeKind.Value, parent.OriginalDefinition);
        foreach (ISymbol member in Own(code, type).Where(m => IsCalledBack(m, reached))) reached.Call(member, isVirtual: false);
        if (type.TypeKind is not (Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Struct)) return;
        foreach (INamedTypeSymbol contract in type.AllInterfaces.Where(i => !reached.IsHome(i)))
        {
            foreach (ISymbol member in contract.GetMembers()) Implementation(code, type, member, reached);
        }
    }

    /// <summary>A type that is named, or whose values are handled: any type that derives from it can stand there.</summary>
    public static void OfUse(AssemblyCode code, INamedTypeSymbol type, Reached reached)
    {
        reached.Add(NodeKind.Value, type);
        foreach (INamedTypeSymbol derived in code.Types.Derived(type)) reached.Add(NodeKind.Used, derived.OriginalDefinition);
    }

    /// <summary>
    /// A type parameter of what has the fingerprint: any type of the assembly can stand there that fits, with what can be called on a value of
    /// it without its name, and its parameterless constructor.
    /// </summary>
    public static void OfParameter(AssemblyCode code, ITypeParameterSymbol parameter, Reached reached)
    {
        foreach (INamedTypeSymbol type in code.Types.All.Where(type => Fits(code, type, parameter)))
        {
            reached.Add(NodeKind.Value, type);
            if (!parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint) continue;
            foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(static c => c.Parameters.IsEmpty)) reached.Call(constructor);
        }
    }

    private static bool Fits(AssemblyCode code, INamedTypeSymbol type, ITypeParameterSymbol parameter)
    {
        if (type.IsStatic || code.IsGenerated(type)) return false;
        if (parameter.HasReferenceTypeConstraint && !type.IsReferenceType) return false;
        if ((parameter.HasValueTypeConstraint || parameter.HasUnmanagedTypeConstraint) && !type.IsValueType) return false;
        if (parameter.HasConstructorConstraint && (type.IsAbstract || (type.IsReferenceType && type.InstanceConstructors.All(static c => !c.Parameters.IsEmpty)))) return false;
        return parameter.ConstraintTypes.OfType<INamedTypeSymbol>().All(wanted => IsA(type, wanted.OriginalDefinition));
    }

    private static bool IsA(INamedTypeSymbol type, INamedTypeSymbol wanted)
    {
        if (type.AllInterfaces.Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, wanted))) return true;
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, wanted)) return true;
        }

        return false;
    }

    /// <summary>A type with everything that it declares and inherits.</summary>
    public static void OfWhole(AssemblyCode code, INamedTypeSymbol type, Reached reached)
    {
        reached.Add(NodeKind.Value, type);
        if (type.BaseType is { } parent && reached.IsHome(parent)) reached.Add(NodeKind.Whole, parent.OriginalDefinition);
        foreach (ISymbol member in Own(code, type))
        {
            if (member is INamedTypeSymbol nested) reached.Add(NodeKind.Whole, nested);
            else if (member is not IMethodSymbol { AssociatedSymbol: not null }) reached.Add(NodeKind.Member, Reached.Definition(member));
        }

        foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(static c => c.IsImplicitlyDeclared)) reached.Add(NodeKind.Member, constructor);
    }

    /// <summary>
    /// The static constructor, and the static initializers that call code of this assembly and so may change what others see. One that
    /// does not counts only where its own field is used.
    /// </summary>
    public static void OfInitializers(AssemblyCode code, INamedTypeSymbol type, Reached reached, CancellationToken cancellation)
    {
        foreach (IMethodSymbol constructor in type.StaticConstructors.Where(static c => !c.IsImplicitlyDeclared)) reached.Add(NodeKind.Member, constructor);
        foreach (ISymbol member in Own(code, type).Where(m => m.IsStatic && code.Declarations(m, cancellation).Any(BodyText.HasInitializer)))
        {
            CodeText text = NodeReader.Read(code, new(NodeKind.Member, member), cancellation);
            if (text.Needs.Any(static n => n.Kind is NodeKind.Member or NodeKind.Dispatch && n.Symbol is IMethodSymbol { IsImplicitlyDeclared: false } or IPropertySymbol)) reached.Add(NodeKind.Member, member);
        }
    }

    private static IEnumerable<ISymbol> Own(AssemblyCode code, INamedTypeSymbol type) =>
        type.GetMembers().Where(m => (!m.IsImplicitlyDeclared || m is IFieldSymbol { IsConst: true }) && !code.IsGenerated(m) && m is not IMethodSymbol { PartialDefinitionPart: not null });

    private static bool IsCalledBack(ISymbol member, Reached reached)
    {
        if (member.ContainingType.IsRecord && s_recordMembers.Contains(member.Name) || IsCopy(member)) return true;
        ISymbol? root = TypeIndex.Overridden(member);
        while (root is not null && TypeIndex.Overridden(root) is { } next) root = next;
        return root is not null && !reached.IsHome(root);
    }

    private static bool IsCopy(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsRecord: true } owner, Parameters: { Length: 1 } parameters } && SymbolEqualityComparer.Default.Equals(parameters[0].Type, owner);

    private static void Implementation(AssemblyCode code, INamedTypeSymbol type, ISymbol member, Reached reached)
    {
        if (type.FindImplementationForInterfaceMember(member) is not { IsImplicitlyDeclared: false } found) return;
        if (reached.IsHome(found) && !code.IsGenerated(found)) reached.Call(found);
    }

    private static bool CanBe(AssemblyCode code, INamedTypeSymbol implemented, INamedTypeSymbol wanted)
    {
        if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, wanted.OriginalDefinition)) return false;
        return IsOpen(implemented) || IsOpen(wanted) || code.Compilation.HasImplicitConversion(implemented, wanted);
    }

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
