using System.Globalization;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;
using TrialKeep.Generator.Model.Locks;

namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>Reads from an annotated type what the lock holds of it. Nested parts without an id are part of their schema's line.</summary>
internal sealed class LockSchemaReader
{
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, INamedTypeSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly List<string> _parts = [];

    private readonly Compilation _compilation;

    private LockSchemaReader(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
    }

    /// <summary>The schema of a type; null when it has no id, or while something is wrong with it.</summary>
    public static LockSchema? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (TypeParser.ParseWhole(type, compilation, cancellation, out var annotated) is not { SchemaId.Length: > 0 } model) return null;
        LockSchemaReader reader = new(compilation, cancellation);
        LockPart body = reader.Part(type, model, annotated);
        List<LockPart> parts = [];
        for (int i = 0; i < reader._parts.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            INamedTypeSymbol nested = reader._symbols[reader._parts[i]];
            if (TypeParser.ParseNested(nested, compilation, cancellation, out var inner) is not { } found) return null;
            parts.Add(reader.Part(nested, found, inner));
        }

        return new(model.SchemaId, model.Kind.ToString().ToLowerInvariant(), model.Fingerprint, body, new(parts));
    }

    private LockPart Part(INamedTypeSymbol type, TypeModel model, IReadOnlyDictionary<string, INamedTypeSymbol> annotated)
    {
        _cancellation.ThrowIfCancellationRequested();
        foreach (var pair in annotated) _symbols[pair.Key] = pair.Value;
        Dictionary<string, AttributeData> settings = KeySettings(type);
        Dictionary<string, KeyPartModel> joined = model.KeyParts.ToDictionary(static part => part.MemberName, StringComparer.Ordinal);
        return new(model.Version, model.KeyVersion, model.Separator)
        {
            Members = new(model.Members.Select(member => Member(member, settings, joined))),
            TagName = model.Polymorphism?.TagName ?? "",
            Derived = new((model.Polymorphism?.Derived ?? EquatableArray<DerivedModel>.Empty).Select(Derived)),
            Retired = new(AttributeSet.Of(type).All(KnownTypes.Retired).Select(static a => a.Text(0)).OfType<string>().OrderBy(static name => name, StringComparer.Ordinal)),
        };
    }

    private LockMember Derived(DerivedModel derived)
    {
        string schema = derived.IsSelf ? "" : SchemaOf(derived.Type);
        return new(derived.Tag, derived.IsSelf ? "self" : "part", nameof(Role.None), "") { Schema = schema, Part = derived.IsSelf || schema.Length > 0 ? 0 : Index(derived.Type) };
    }

    private LockMember Member(MemberModel member, Dictionary<string, AttributeData> settings, Dictionary<string, KeyPartModel> parts)
    {
        ValueShape leaf = Leaf(member.Shape);
        string schema = leaf.Kind == ValueKind.Annotated && !leaf.IsTemplate ? SchemaOf(leaf.Type) : "";
        bool isInline = leaf.Kind == ValueKind.Annotated && !leaf.IsTemplate && schema.Length == 0;
        settings.TryGetValue(member.Name, out AttributeData? attribute);
        parts.TryGetValue(member.Name, out KeyPartModel? part);
        return new(member.JsonName, TypeText(member.Shape), member.Role.ToString(), member.KeyName ?? "")
        {
            Code = member.Name,
            Form = part is null ? "" : Form(part, attribute),
            IsRequired = member.IsRequired,
            IsDeduplicated = member.IsDeduplicated,
            Aliases = new(member.Aliases.OrderBy(static name => name, StringComparer.Ordinal)),
            Names = new(EnumsOf(member.Shape).SelectMany(static e => e.Names).Select(static n => n.Name == n.JsonName ? n.Name : $"{n.Name}={n.JsonName}")),
            Schema = schema,
            Part = isInline ? Index(leaf.Type) : 0,
        };
    }

    // Read from the attribute, not from the code that is emitted for it, which may change without changing any key.
    private static string Form(KeyPartModel part, AttributeData? attribute)
    {
        List<string> form = [];
        if (part.Shape.TrimsScale || Leaf(part.Shape).TrimsScale) form.Add("trim");
        if (attribute?.Number("Since") is > 1 and { } since) form.Add(string.Format(CultureInfo.InvariantCulture, "since {0}{1}", since, attribute.Text("Default") is { } value ? " = " + value : ""));
        if (part.Joined is { } joined)
        {
            form.Add(string.Format(CultureInfo.InvariantCulture, "order {0}", joined.Order));
            if (joined.Format is not null) form.Add("format " + joined.Format);
            if (joined.Hash > 0) form.Add(string.Format(CultureInfo.InvariantCulture, "hash {0}", joined.Hash));
            if (joined.OmitWhenEmpty) form.Add("omit when empty");
        }

        return string.Join(", ", form);
    }

    private static Dictionary<string, AttributeData> KeySettings(INamedTypeSymbol type)
    {
        Dictionary<string, AttributeData> settings = new(StringComparer.Ordinal);
        foreach (StoredMember member in MemberFinder.Find(type, ConstructorChooser.Choose(type)))
        {
            if (member.Attributes.Find(KnownTypes.KeyPart) is { } attribute) settings[member.Name] = attribute;
        }

        return settings;
    }

    private string SchemaOf(string type) =>
        Closings.AttributeOf(_symbols[type])?.Text(0) ?? "";

    private int Index(string type)
    {
        int index = _parts.IndexOf(type);
        if (index >= 0) return index + 1;
        _parts.Add(type);
        return _parts.Count;
    }

    // A map's keys may be those of an enum too.
    private static IEnumerable<EnumShape> EnumsOf(ValueShape? shape) =>
        shape is null ? [] : shape.Enum is { } own ? [own] : EnumsOf(shape.Key).Concat(EnumsOf(shape.Element));

    private static ValueShape Leaf(ValueShape shape) => shape.Element is { } element ? Leaf(element) : shape;

    private string TypeText(ValueShape shape)
    {
        string text = shape.Kind switch
        {
            ValueKind.List or ValueKind.Set or ValueKind.Map => $"{Word(shape.Kind)}({(shape.Key is null ? "" : TypeText(shape.Key) + ", ")}{TypeText(shape.Element!)})",
            ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger => Bare(shape.Type),
            ValueKind.Enum => shape.Enum!.IsFlags ? "flags" : "enum",
            ValueKind.Annotated => shape.IsTemplate ? Template(_symbols[shape.Type]) : "part",
            ValueKind.Converted => $"converted({Bare(shape.Converter!)})",
            _ => Word(shape.Kind),
        };
        return shape.IsNullable ? text + "?" : text;
    }

    // What its text says is in its id and meant to change. The types of its arguments are in keys and JSON and in no text; texts are not listed,
    // so that a template says the same whether its user or the generator declares them.
    private string Template(INamedTypeSymbol type)
    {
        string[] arguments = [.. TemplateParser.ParametersOf(type, _compilation, _cancellation).Where(static a => a.Shape.Kind != ValueKind.Text).Select(a => $"{a.Hole} {TypeText(a.Shape)}").OrderBy(static a => a, StringComparer.Ordinal)];
        return arguments.Length == 0 ? "template" : $"template({string.Join(", ", arguments)})";
    }

    private static string Word(ValueKind kind) => WireName.CamelCase(kind.ToString());

    private static string Bare(string type) => type.Replace("global::", "");
}
