using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>What the analyzers of keys ask about members.</summary>
internal static class KeyMembers
{
    /// <summary>The member or parameter is part of a key.</summary>
    public static bool IsKeyPart(ISymbol symbol)
    {
        AttributeSet attributes = AttributeSet.Of(symbol);
        return attributes.Has(KnownTypes.KeyPart) || attributes.Has(KnownTypes.ItemId);
    }

    /// <summary>The type is annotated with something that has a key.</summary>
    public static bool HasKey(INamedTypeSymbol type) => Annotations.KindOf(type) is KnownTypes.Task or KnownTypes.Variant or KnownTypes.Part;

    /// <summary>The parts of a type's key, those of base types included.</summary>
    public static IEnumerable<StoredMember> PartsOf(INamedTypeSymbol type) =>
        MemberFinder.Find(type, ConstructorChooser.Choose(type)).Where(static m => m.Attributes.Has(KnownTypes.KeyPart) || m.Attributes.Has(KnownTypes.ItemId));

    /// <summary>Where to report on a member that may be inherited from elsewhere.</summary>
    public static Location LocationIn(INamedTypeSymbol type, StoredMember member) =>
        member.Location is { IsInSource: true } own ? own : type.Locations[0];
}
