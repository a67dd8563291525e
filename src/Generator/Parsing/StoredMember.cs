using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing;

/// <summary>A member that is stored, before its attributes are read.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="Attributes">Its attributes, those of its constructor parameter included.</param>
/// <param name="Parameter">The constructor's parameter that sets it.</param>
internal sealed record StoredMember(ISymbol Symbol, ITypeSymbol Type, AttributeSet Attributes, IParameterSymbol? Parameter)
{
    public string Name => Symbol.Name;

    public Location? Location => Symbol.Locations.Length > 0 ? Symbol.Locations[0] : null;

    public bool IsRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>The member has a value of its own, in contrast to a property that computes one.</summary>
    public bool HasStorage => Symbol is IFieldSymbol || Parameter is not null || Symbol is IPropertySymbol { SetMethod: not null } || IsAutoProperty;

    private bool IsAutoProperty
    {
        get
        {
            foreach (ISymbol member in Symbol.ContainingType.GetMembers())
            {
                if (member is IFieldSymbol backing && SymbolEqualityComparer.Default.Equals(backing.AssociatedSymbol, Symbol)) return true;
            }

            return false;
        }
    }
}
