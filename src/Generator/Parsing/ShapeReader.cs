using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>
/// Reads how the types of members are written, read and keyed, and gathers the enums and collections that need helper methods and the
/// annotated types that were met. One reader serves one annotated type.
/// </summary>
internal sealed class ShapeReader(Compilation compilation, CancellationToken cancellation)
{
    // Beyond it a generic part holds itself over ever more types.
    private const int MostInlined = 50;

    private readonly Dictionary<ValueShape, string> _helpers = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<ValueShape> _ordered = [];
    private readonly Dictionary<string, INamedTypeSymbol> _annotated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _inlinedNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly List<TypeModel> _inlined = [];

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The closed generic parts that were met.</summary>
    public IReadOnlyList<TypeModel> Inlined => _inlined;

    /// <summary>Why a closed generic part has no codec; null when there is nothing to say about the type.</summary>
    public string? ProblemOf(ITypeSymbol type) => _problems.TryGetValue(CSharpText.Type(Bare(type)), out string? problem) ? problem : null;

    /// <summary>The shapes that need helper methods, innermost first.</summary>
    public IReadOnlyList<ValueShape> Helpers => _ordered;

    /// <summary>The annotated types that were met, by their C# type.</summary>
    public IReadOnlyDictionary<string, INamedTypeSymbol> Annotated => _annotated;

    /// <summary>The shape of a member's type; null when it has no codec.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attributes">The member's attributes, for its converter.</param>
    /// <param name="trims">Decimals lose trailing zeros in keys.</param>
    public ValueShape? Read(ITypeSymbol type, AttributeSet attributes, bool trims)
    {
        if (ConverterOf(attributes, type) is { } converter) return Shape(type, ValueKind.Converted) with { Converter = CSharpText.Type(converter) };
        return Read(type, trims);
    }

    private ValueShape? Read(ITypeSymbol type, bool trims)
    {
        ITypeSymbol bare = Bare(type);
        if (bare.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum) return WithHelper(Shape(type, ValueKind.Enum) with { Enum = EnumReader.Read((INamedTypeSymbol)bare) }, bare.Name);
        if (bare is ITypeParameterSymbol) return Shape(type, ValueKind.Annotated) with { IsNullable = IsNullableParameter(type), IsKeyed = true, IsOpen = true };
        if (Scalar(bare) is { } kind) return Shape(type, kind) with { TrimsScale = trims && kind == ValueKind.Decimal };
        if (AnnotatedShape(type, bare) is { } annotated) return annotated;
        if (ConverterOf(AttributeSet.Of(bare), bare) is { } converter) return Shape(type, ValueKind.Converted) with { Converter = CSharpText.Type(converter) };
        return Collection(type, bare, trims);
    }

    /// <summary>Notes an annotated type that the fingerprint depends on.</summary>
    public void Meet(INamedTypeSymbol type) => _annotated[CSharpText.Type(type)] = type;

    private ValueShape? AnnotatedShape(ITypeSymbol type, ITypeSymbol bare)
    {
        if (bare is not INamedTypeSymbol named || Annotations.KindOf(named) is not { } kind) return null;
        bool isOpen = named.TypeArguments.Any(IsOpen);
        string helper = "";
        if (named.IsGenericType && !isOpen && (kind == KnownTypes.Part ? !Inline(named, out helper) : !IsListed(named))) return null;
        if (!isOpen) Meet(named);
        return Shape(type, ValueKind.Annotated) with
        {
            Helper = helper,
            IsOpen = isOpen,
            IsTemplate = kind == Annotations.Template,
            IsKeyed = kind is Annotations.Template or KnownTypes.Task or KnownTypes.Variant || Annotations.HasKeyParts(named),
            IsJoined = Annotations.IsJoined(named),
        };
    }

    private bool IsListed(INamedTypeSymbol type)
    {
        if (Closings.AttributeOf(type) is not null) return true;
        _problems[CSharpText.Type(type)] = $"'{type.OriginalDefinition.Name}' does not list it; annotate it there with an id and these type arguments";
        return false;
    }

    /// <summary>A name for the helper methods of a closed generic type.</summary>
    public string NameOf(INamedTypeSymbol type) => Unique(string.Concat(type.TypeArguments.Select(static a => Bare(a).Name).Prepend(type.Name + "Of")));

    // The name is taken before the members are read, so that a part may hold itself.
    private bool Inline(INamedTypeSymbol type, out string helper)
    {
        string full = CSharpText.Type(type);
        if (_inlinedNames.TryGetValue(full, out helper!)) return !_problems.ContainsKey(full);
        helper = NameOf(type);
        _inlinedNames.Add(full, helper);
        DiagnosticBag bag = new();
        TypeModel? model = _inlinedNames.Count > MostInlined ? null : TypeParser.ParseInlined(type, this, bag);
        if (model is not null && !bag.IsBlocked)
        {
            _inlined.Add(model with { Helper = helper });
            return true;
        }

        Diagnostic? first = bag.ToImmutable().FirstOrDefault();
        _problems[full] = first?.GetMessage(System.Globalization.CultureInfo.InvariantCulture) ?? "it holds itself over ever more types";
        return false;
    }

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++) unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return unique;
    }

    private ValueShape? Collection(ITypeSymbol type, ITypeSymbol bare, bool trims)
    {
        if (bare is IArrayTypeSymbol { Rank: 1 } array)
        {
            return array.ElementType.SpecialType == SpecialType.System_Byte
                ? Shape(type, ValueKind.Bytes) with { Form = CollectionForm.Array }
                : Listed(type, ValueKind.List, CollectionForm.Array, array.ElementType, trims);
        }

        if (bare is not INamedTypeSymbol { IsGenericType: true } named) return null;
        string definition = MetadataName(named);
        ITypeSymbol last = named.TypeArguments[named.TypeArguments.Length - 1];
        if (definition == "System.ReadOnlyMemory`1") return last.SpecialType == SpecialType.System_Byte ? Shape(type, ValueKind.Bytes) with { Form = CollectionForm.Memory } : null;
        (ValueKind Kind, CollectionForm Form)? form = FormOf(definition);
        if (form is null) return null;
        if (form.Value.Kind != ValueKind.Map || named.TypeArguments[0].SpecialType == SpecialType.System_String) return Listed(type, form.Value.Kind, form.Value.Form, last, trims);
        return MapKey(named.TypeArguments[0]) is { } key ? Listed(type, form.Value.Kind, form.Value.Form, last, trims, key) : null;
    }

    // What has one short text: an enum's name, a whole number, a GUID. [Flags] has many names, a fraction many digits.
    private ValueShape? MapKey(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol) return Shape(type, ValueKind.Text);
        if (Read(type, trims: false) is not { IsNullable: false } key) return null;
        bool isText = key.Kind is ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.Guid || key is { Kind: ValueKind.Enum, Enum.IsFlags: false };
        return isText ? key : null;
    }

    private static (ValueKind Kind, CollectionForm Form)? FormOf(string definition) => definition switch
    {
        "System.Collections.Generic.List`1" or "System.Collections.Generic.IList`1" or "System.Collections.Generic.ICollection`1" => (ValueKind.List, CollectionForm.List),
        "System.Collections.Generic.IReadOnlyList`1" or "System.Collections.Generic.IReadOnlyCollection`1" => (ValueKind.List, CollectionForm.Array),
        "System.Collections.Immutable.ImmutableArray`1" => (ValueKind.List, CollectionForm.ImmutableArray),
        "System.Collections.Generic.HashSet`1" or "System.Collections.Generic.ISet`1" or "System.Collections.Generic.IReadOnlySet`1" => (ValueKind.Set, CollectionForm.HashSet),
        "System.Collections.Immutable.ImmutableHashSet`1" or "System.Collections.Immutable.IImmutableSet`1" => (ValueKind.Set, CollectionForm.ImmutableHashSet),
        "System.Collections.Generic.Dictionary`2" or "System.Collections.Generic.IDictionary`2" or "System.Collections.Generic.IReadOnlyDictionary`2" => (ValueKind.Map, CollectionForm.Dictionary),
        "System.Collections.Immutable.ImmutableDictionary`2" or "System.Collections.Immutable.IImmutableDictionary`2" => (ValueKind.Map, CollectionForm.ImmutableDictionary),
        _ => null,
    };

    private ValueShape? Listed(ITypeSymbol type, ValueKind kind, CollectionForm form, ITypeSymbol element, bool trims, ValueShape? key = null)
    {
        if (Read(element, trims) is not { } inner) return null;
        string of = inner.Helper.Length > 0 ? inner.Helper : inner.Kind == ValueKind.Annotated ? Bare(element).Name : Bare(element).Name + (inner.TrimsScale ? "Trimmed" : "");
        return WithHelper(Shape(type, kind) with { Form = form, Element = inner, Key = key }, $"{form}{(key is null ? "" : "By" + (key.Helper.Length > 0 ? key.Helper : key.Type.Substring(key.Type.LastIndexOf('.') + 1)))}Of{(inner.IsNullable ? "Nullable" : "")}{of}");
    }

    // The helper serves the type without its own question mark, so that both forms share one.
    private ValueShape WithHelper(ValueShape shape, string name)
    {
        ValueShape bare = shape with { IsNullable = false };
        if (!_helpers.TryGetValue(bare, out string? helper))
        {
            helper = Unique(name);
            _helpers.Add(bare, helper);
            _ordered.Add(bare with { Helper = helper });
        }

        return shape with { Helper = helper };
    }

    private static ValueShape Shape(ITypeSymbol type, ValueKind kind)
    {
        ITypeSymbol bare = Bare(type);
        bool nullable = type.IsReferenceType ? type.NullableAnnotation != NullableAnnotation.NotAnnotated : !SymbolEqualityComparer.Default.Equals(bare, type);
        return new(kind, CSharpText.Type(bare), nullable, bare.IsValueType);
    }

    // What the argument will be is not known: null is only what the question mark says.
    private static bool IsNullableParameter(ITypeSymbol type) => type is not ITypeParameterSymbol || type.NullableAnnotation == NullableAnnotation.Annotated;

    private static ITypeSymbol Bare(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static ValueKind? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_Char => ValueKind.Char,
        SpecialType.System_String => ValueKind.Text,
        SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr => ValueKind.SignedInteger,
        SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr => ValueKind.UnsignedInteger,
        SpecialType.System_Double => ValueKind.Double,
        SpecialType.System_Single => ValueKind.Single,
        SpecialType.System_Decimal => ValueKind.Decimal,
        _ => type is INamedTypeSymbol { IsGenericType: false } named ? Named(MetadataName(named)) : null,
    };

    private static ValueKind? Named(string name) => name switch
    {
        "System.Numerics.BigInteger" or "System.Int128" or "System.UInt128" => ValueKind.BigInteger,
        "System.DateTimeOffset" => ValueKind.DateTimeOffset,
        "System.DateOnly" => ValueKind.Date,
        "System.TimeOnly" => ValueKind.Time,
        "System.TimeSpan" => ValueKind.Duration,
        "System.Guid" => ValueKind.Guid,
        "System.Uri" => ValueKind.Uri,
        "System.Version" => ValueKind.Version,
        "System.Text.Json.JsonElement" => ValueKind.JsonElement,
        "System.Text.Json.Nodes.JsonNode" => ValueKind.JsonNode,
        _ => null,
    };

    private static string MetadataName(INamedTypeSymbol type) => $"{type.ContainingNamespace?.ToDisplayString()}.{type.MetadataName}";

    // A factory makes its converter at run time by reflection; only a converter of the very type is used.
    private static INamedTypeSymbol? ConverterOf(AttributeSet attributes, ITypeSymbol type)
    {
        if (attributes.Find(KnownTypes.JsonConverter)?.Type(0) is not INamedTypeSymbol converter) return null;
        for (INamedTypeSymbol? at = converter; at is not null; at = at.BaseType)
        {
            if (at.Name != "JsonConverter" || at.TypeArguments.Length != 1) continue;
            bool fits = SymbolEqualityComparer.Default.Equals(at.TypeArguments[0], type) || SymbolEqualityComparer.Default.Equals(at.TypeArguments[0], Bare(type));
            return fits && HasParameterless(converter) ? converter : null;
        }

        return null;
    }

    private static bool HasParameterless(INamedTypeSymbol type) =>
        !type.IsAbstract && type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal);
}
