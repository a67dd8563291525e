namespace TrialKeep.Generator.Model;

/// <summary>The type of a member or an element, as far as JSON and keys need it.</summary>
/// <param name="Kind">How it is written, read and keyed.</param>
/// <param name="Type">The C# type, with <c>global::</c>, without the question mark of its own nullability.</param>
/// <param name="IsNullable">Null is a value.</param>
/// <param name="IsValueType">The type without its question mark is a value type.</param>
internal sealed record ValueShape(ValueKind Kind, string Type, bool IsNullable, bool IsValueType)
{
    /// <summary>The type with its own question mark.</summary>
    public string FullType => IsNullable ? Type + "?" : Type;

    /// <summary>It depends on type parameters, so that nothing is emitted for it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What names the helper methods of an enum, a collection or a closed generic part; empty where there are none.</summary>
    public string Helper { get; init; } = "";

    /// <summary>The element of a list or a set, the value of a map.</summary>
    public ValueShape? Element { get; init; }

    /// <summary>The key of a map; null for text.</summary>
    public ValueShape? Key { get; init; }

    /// <summary>What a collection is built as.</summary>
    public CollectionForm Form { get; init; }

    /// <summary>The names of an enum.</summary>
    public EnumShape? Enum { get; init; }

    /// <summary>The type of the user's converter.</summary>
    public string? Converter { get; init; }

    /// <summary>A decimal loses its trailing zeros in keys.</summary>
    public bool TrimsScale { get; init; }

    /// <summary>An annotated type has key parts, or is a template.</summary>
    public bool IsKeyed { get; init; }

    /// <summary>An annotated type's key is a joined text.</summary>
    public bool IsJoined { get; init; }

    /// <summary>An annotated type is a template.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>The value has a canonical form for a native key.</summary>
    public bool IsKeyable => Kind switch
    {
        ValueKind.JsonElement or ValueKind.JsonNode or ValueKind.Converted => false,
        ValueKind.Annotated => IsKeyed,
        ValueKind.List or ValueKind.Set or ValueKind.Map => Element!.IsKeyable,
        _ => true,
    };
}
