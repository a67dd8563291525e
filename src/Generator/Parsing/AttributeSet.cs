using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing;

/// <summary>The attributes of a member, those of its positional parameter included. Arguments in error read as absent.</summary>
internal sealed class AttributeSet(ImmutableArray<AttributeData> attributes)
{
    public static AttributeSet Of(ISymbol symbol) => new(symbol.GetAttributes());

    /// <summary>The attributes of a member, of the parameter that sets it and of the base's parameter that declares it.</summary>
    public static AttributeSet Of(ISymbol symbol, IParameterSymbol? parameter, IParameterSymbol? inherited)
    {
        ImmutableArray<AttributeData> all = symbol.GetAttributes();
        if (parameter is not null) all = all.AddRange(parameter.GetAttributes());
        return new(inherited is null ? all : all.AddRange(inherited.GetAttributes()));
    }

    public bool Has(string type) => Find(type) is not null;

    public AttributeData? Find(string type) => attributes.FirstOrDefault(attribute => Is(attribute, type));

    public IEnumerable<AttributeData> All(string type) => attributes.Where(attribute => Is(attribute, type));

    private static bool Is(AttributeData attribute, string type) =>
        attribute.AttributeClass is { } found && type.EndsWith(found.Name, StringComparison.Ordinal) && found.ToDisplayString() == type;
}
