using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Gathers what one piece of code reaches: nodes of its own assembly, and other assemblies by name and version.</summary>
internal sealed class Reached(IAssemblySymbol home)
{
    private readonly HashSet<CodeNode> _nodes = [];
    private readonly HashSet<string> _assemblies = new(StringComparer.Ordinal);

    public IReadOnlyCollection<CodeNode> Nodes => _nodes;

    public IReadOnlyCollection<string> Assemblies => _assemblies;

    public void Add(NodeKind kind, ISymbol symbol) => _nodes.Add(new(kind, symbol));

    /// <summary>Whether the symbol is declared in the assembly that is compiled; another assembly is noted.</summary>
    public bool IsHome(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not { } assembly) return false;
        if (SymbolEqualityComparer.Default.Equals(assembly, home)) return true;
        _assemblies.Add($"{assembly.Identity.Name} {assembly.Identity.Version}");
        return false;
    }

    /// <summary>A member is called, read or written; by a virtual call also whatever overrides or implements it.</summary>
    public void Call(ISymbol? symbol, bool isVirtual = true)
    {
        switch (symbol)
        {
            case null or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or INamespaceSymbol or IDiscardSymbol or ITypeParameterSymbol:
                return;
            case ITypeSymbol type:
                Use(type);
                return;
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }:
                return;
            case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                Member(constructor);
                UseOne(constructor.ContainingType);
                return;
            case IMethodSymbol { ReducedFrom: { } extension }:
                Call(extension, isVirtual);
                return;
            case IMethodSymbol { AssociatedSymbol: { } associated } when associated is not INamedTypeSymbol:
                Call(associated, isVirtual);
                return;
            case IFieldSymbol { ContainingType.IsTupleType: true } or { ContainingType.IsAnonymousType: true }:
                return;
            case IFieldSymbol { IsConst: true }:
                return;
        }

        if (symbol is IMethodSymbol method)
        {
            foreach (ITypeSymbol argument in method.TypeArguments) Argument(argument);
        }

        if (symbol.ContainingType is { } owner) Arguments(owner);
        if (isVirtual && IsOverridable(symbol)) AddDispatch(symbol);
        else Member(symbol);
    }

    /// <summary>A type is named, or is the type of a value.</summary>
    public void Use(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Use(array.ElementType);
                break;
            case IPointerTypeSymbol pointer:
                Use(pointer.PointedAtType);
                break;
            case INamedTypeSymbol named:
                UseOne(named);
                break;
        }
    }

    /// <summary>The definition of a partial method is what stands for it.</summary>
    public static ISymbol Definition(ISymbol symbol) => symbol.OriginalDefinition is IMethodSymbol { PartialDefinitionPart: { } part } ? part : symbol.OriginalDefinition;

    private void UseOne(INamedTypeSymbol type)
    {
        if (type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Error) return;
        if (type.IsAnonymousType)
        {
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>()) Use(property.Type);
            return;
        }

        Arguments(type);
        if (IsHome(type)) Add(NodeKind.Used, type.OriginalDefinition);
    }

    // What a type parameter stands for may also be constructed: new T().
    private void Arguments(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.ContainingType)
        {
            foreach (ITypeSymbol argument in at.TypeArguments) Argument(argument);
        }
    }

    private void Argument(ITypeSymbol argument)
    {
        Use(argument);
        if (argument is not INamedTypeSymbol { IsAnonymousType: false } named || !IsHome(named)) return;
        foreach (IMethodSymbol constructor in named.OriginalDefinition.InstanceConstructors.Where(static c => c.Parameters.Length == 0)) Member(constructor);
    }

    private void Member(ISymbol symbol)
    {
        if (IsHome(symbol)) Add(NodeKind.Member, Definition(symbol));
    }

    private void AddDispatch(ISymbol symbol)
    {
        bool isHome = IsHome(symbol);
        // What everything derives from is called on values whose types are used, and those count with what they override.
        if (!isHome && symbol.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum) return;
        Add(NodeKind.Dispatch, isHome || symbol is IMethodSymbol { IsGenericMethod: true } ? symbol.OriginalDefinition : symbol);
    }

    private static bool IsOverridable(ISymbol symbol) =>
        symbol is IMethodSymbol or IPropertySymbol or IEventSymbol
        && (symbol.IsVirtual || symbol.IsAbstract || symbol.IsOverride || symbol.ContainingType?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface);
}
