using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>The types and members of one assembly: which derive from a type, override a member, implement an interface or have a name.</summary>
internal sealed class TypeIndex
{
    private readonly Dictionary<ISymbol, List<INamedTypeSymbol>> _derived = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<INamedTypeSymbol>> _implementers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<ISymbol>> _overriders = new(SymbolEqualityComparer.Default);
    private readonly List<INamedTypeSymbol> _all = [];
    private readonly Dictionary<string, List<ISymbol>> _named = new(StringComparer.Ordinal);

    public TypeIndex(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        Stack<INamespaceOrTypeSymbol> pending = new([assembly.GlobalNamespace]);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol container = pending.Pop();
            if (container is INamedTypeSymbol type) AddType(type);
            foreach (ISymbol member in container.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner) pending.Push(inner);
            }
        }
    }

    /// <summary>The types that directly derive from a class, or implement an interface.</summary>
    public IEnumerable<INamedTypeSymbol> Derived(INamedTypeSymbol type) => type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface ? Implementers(type) : Found(_derived, type);

    /// <summary>The types that implement an interface, also by a base.</summary>
    public IEnumerable<INamedTypeSymbol> Implementers(INamedTypeSymbol type) => Found(_implementers, type.OriginalDefinition);

    /// <summary>The members that override one, also by way of another.</summary>
    public IEnumerable<ISymbol> Overriders(ISymbol member) => Found(_overriders, member.OriginalDefinition);

    /// <summary>The types and members of a name: where a call can't be bound, because another generator makes what it is called on, each may be meant.</summary>
    public IEnumerable<ISymbol> Named(string name) => _named.TryGetValue(name, out List<ISymbol>? found) ? found : [];

    /// <summary>All types.</summary>
    public IReadOnlyList<INamedTypeSymbol> All => _all;

    private static List<T> Found<T>(Dictionary<ISymbol, List<T>> index, ISymbol key) => index.TryGetValue(key, out List<T>? found) ? found : [];

    private static void Add<TKey, T>(Dictionary<TKey, List<T>> index, TKey key, T value)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out List<T>? found)) index.Add(key, found = []);
        found.Add(value);
    }

    private void AddType(INamedTypeSymbol type)
    {
        _all.Add(type);
        Add(_named, type.Name, type);
        if (type.BaseType is { } parent) Add(_derived, parent.OriginalDefinition, type);
        foreach (INamedTypeSymbol implemented in type.AllInterfaces.Select(static i => i.OriginalDefinition).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)) Add(_implementers, implemented, type);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member is INamedTypeSymbol) continue;
            if (member is not IMethodSymbol { AssociatedSymbol: not null }) Add(_named, member.Name, member);
            for (ISymbol? at = Overridden(member); at is not null; at = Overridden(at)) Add(_overriders, at.OriginalDefinition, member);
        }
    }

    /// <summary>What a member overrides.</summary>
    public static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol happening => happening.OverriddenEvent,
        _ => null,
    };
}
