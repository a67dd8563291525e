using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>What a type's own annotations say.</summary>
internal static class Annotations
{
    public const string Template = KnownTypes.Template;

    /// <summary>The annotations of types; where a type has several, the first here counts.</summary>
    public static readonly string[] Kinds = [KnownTypes.Task, KnownTypes.Variant, KnownTypes.Record, KnownTypes.Part, KnownTypes.Template];

    /// <summary>The annotation of a type; null without one.</summary>
    public static string? KindOf(INamedTypeSymbol type)
    {
        AttributeSet attributes = AttributeSet.Of(type);
        return Kinds.FirstOrDefault(attributes.Has);
    }

    /// <summary>The kind that an annotation makes a type.</summary>
    public static AnnotatedKind ToKind(string annotation) => annotation switch
    {
        KnownTypes.Task => AnnotatedKind.Task,
        KnownTypes.Variant => AnnotatedKind.Variant,
        KnownTypes.Record => AnnotatedKind.Record,
        _ => AnnotatedKind.Part,
    };

    /// <summary>The type has key parts, or a type of the family that it is listed in has: a tag alone then tells it from the others.</summary>
    public static bool HasKeyParts(INamedTypeSymbol type)
    {
        if (HasOwnKeyParts(type)) return true;
        INamedTypeSymbol? root = DerivedTypes.IsBase(type) ? type : DerivedTypes.BaseOf(type);
        return root is not null && DerivedTypes.HasKeyParts(root);
    }

    /// <summary>A member of the type, an inherited one included, is marked as part of the key.</summary>
    public static bool HasOwnKeyParts(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (ISymbol member in at.GetMembers())
            {
                bool found = member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                    ? constructor.Parameters.Any(static p => IsKeyPart(p))
                    : member is IPropertySymbol or IFieldSymbol && IsKeyPart(member);
                if (found) return true;
            }
        }

        return false;
    }

    /// <summary>The type's key is a text of joined parts.</summary>
    public static bool IsJoined(INamedTypeSymbol type) =>
        KindOf(type) is { } kind && AttributeSet.Of(type).All(kind).Any(static a => a.Number("KeyStyle") == 1);

    private static bool IsKeyPart(ISymbol symbol)
    {
        AttributeSet attributes = AttributeSet.Of(symbol);
        return attributes.Has(KnownTypes.KeyPart) || attributes.Has(KnownTypes.ItemId);
    }
}
