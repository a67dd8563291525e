using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads closed polymorphism: <c>[JsonDerivedType]</c>s with text tags on an annotated base.</summary>
internal static class DerivedTypes
{
    /// <summary>The type lists derived types.</summary>
    public static bool IsBase(INamedTypeSymbol type) => AttributeSet.Of(type).Has(KnownTypes.JsonDerivedType);

    /// <summary>The nearest annotated base that lists the type; null without one.</summary>
    public static INamedTypeSymbol? BaseOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            if (Annotations.KindOf(at) is not null && Listed(at).Any(listed => SymbolEqualityComparer.Default.Equals(listed, type))) return at;
        }

        return null;
    }

    /// <summary>The JSON name of the tag.</summary>
    public static string TagName(INamedTypeSymbol type) => AttributeSet.Of(type).Find(KnownTypes.JsonPolymorphic)?.Text("TypeDiscriminatorPropertyName") ?? "$type";

    /// <summary>A type of the family of this base has key parts.</summary>
    public static bool HasKeyParts(INamedTypeSymbol type) =>
        Annotations.KindOf(type) is KnownTypes.Variant or KnownTypes.Task || Listed(type).Prepend(type).Any(Annotations.HasOwnKeyParts);

    /// <summary>What the type lists; null when it lists nothing.</summary>
    public static Polymorphism? Read(INamedTypeSymbol type, bool isJoined, ShapeReader shapes, DiagnosticBag bag)
    {
        if (!IsBase(type)) return null;
        string owner = CSharpText.Display(type);
        Location? location = type.Locations.FirstOrDefault();
        if (BaseProblem(type, isJoined) is { } problem) bag.Block(Descriptors.BadDerivedType, location, owner, problem);
        List<DerivedModel> derived = [];
        foreach (AttributeData attribute in AttributeSet.Of(type).All(KnownTypes.JsonDerivedType))
        {
            if (attribute.Type(0) is not INamedTypeSymbol { TypeKind: not Microsoft.CodeAnalysis.TypeKind.Error } listed)
            {
                bag.Silence();
                continue;
            }

            string? tag = attribute.Text(1);
            if (Problem(type, listed, tag, derived) is { } wrong) bag.Block(Descriptors.BadDerivedType, location, owner, wrong);
            else derived.Add(Model(type, listed, tag!, shapes));
        }

        return new(TagName(type), new(derived.OrderBy(static d => d.Tag, Utf8Order.Instance)), type.IsAbstract);
    }

    private static DerivedModel Model(INamedTypeSymbol type, INamedTypeSymbol listed, string tag, ShapeReader shapes)
    {
        shapes.Meet(listed);
        return new(CSharpText.Type(listed), tag, SymbolEqualityComparer.Default.Equals(listed, type));
    }

    private static string? BaseProblem(INamedTypeSymbol type, bool isJoined)
    {
        AttributeData? settings = AttributeSet.Of(type).Find(KnownTypes.JsonPolymorphic);
        if (isJoined) return "a joined key has no place for the tag; use KeyStyle.Native";
        if (settings?.NamedArguments.Any(static n => n.Key != "TypeDiscriminatorPropertyName") == true) return "only TypeDiscriminatorPropertyName of [JsonPolymorphic] can be set; any other type is refused";
        return null;
    }

    private static string? Problem(INamedTypeSymbol type, INamedTypeSymbol listed, string? tag, List<DerivedModel> earlier)
    {
        string name = CSharpText.Display(listed);
        bool isSelf = SymbolEqualityComparer.Default.Equals(listed, type);
        if (string.IsNullOrEmpty(tag)) return $"'{name}' has no text as its tag; write [JsonDerivedType(typeof({name}), \"tag\")]";
        if (earlier.FirstOrDefault(d => d.Tag == tag) is { } same) return $"the tag \"{tag}\" of '{name}' names '{Short(same.Type)}' too; give each its own";
        if (earlier.Any(d => d.Type == CSharpText.Type(listed))) return $"'{name}' has two tags; keep one";
        if (isSelf) return type.IsAbstract ? $"'{name}' is abstract, no value is of it; remove it from the list" : null;
        if (!DerivesFrom(listed, type)) return $"'{name}' does not derive from it; remove it from the list";
        if (listed.IsGenericType) return $"'{name}' is generic; derive a type from it that is not";
        if (Annotations.KindOf(listed) != KnownTypes.Part) return $"'{name}' writes and reads its own members; annotate it with [ExperimentPart]";
        if (IsBase(listed)) return $"'{name}' lists derived types of its own; list them all here and make it an abstract type without annotation";
        if (Annotations.KindOf(type) == KnownTypes.Task && HasItemId(listed, type)) return $"'{name}' says what the item is; only the task that lists it can, put [ItemId] there";
        AttributeData part = AttributeSet.Of(listed).Find(KnownTypes.Part)!;
        if (Annotations.IsJoined(listed)) return $"'{name}' has a joined key, which has no place for the tag; use KeyStyle.Native";
        if (part.Number("KeyVersion") is > 1) return $"the KeyVersion of '{name}' is not in keys here; raise that of the base";
        return null;
    }

    /// <summary>The task that lists the type; null where none does.</summary>
    public static INamedTypeSymbol? TaskOf(INamedTypeSymbol type) => BaseOf(type) is { } root && Annotations.KindOf(root) == KnownTypes.Task ? root : null;

    // The item's id is asked of a task before its type is.
    private static bool HasItemId(INamedTypeSymbol type, INamedTypeSymbol root)
    {
        for (INamedTypeSymbol? at = type; at is not null && !SymbolEqualityComparer.Default.Equals(at, root); at = at.BaseType)
        {
            bool isMarked = at.GetMembers().Any(static m => AttributeSet.Of(m).Has(KnownTypes.ItemId));
            if (isMarked || at.InstanceConstructors.Any(static c => c.Parameters.Any(static p => AttributeSet.Of(p).Has(KnownTypes.ItemId)))) return true;
        }

        return false;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, from)) return true;
        }

        return false;
    }

    private static IEnumerable<INamedTypeSymbol> Listed(INamedTypeSymbol type) =>
        AttributeSet.Of(type).All(KnownTypes.JsonDerivedType).Select(static a => a.Type(0)).OfType<INamedTypeSymbol>();

    private static string Short(string type) => type.Substring(type.LastIndexOfAny(['.', ':']) + 1);
}
