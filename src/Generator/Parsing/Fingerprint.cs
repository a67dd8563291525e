using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>
/// The fingerprint of a schema: the first 16 hexadecimal digits of the SHA-256 of a canonical text of everything that keys and JSON
/// depend on. The C# names of members and of types without an id are not in it: renaming them changes nothing that is stored.
/// </summary>
internal sealed class Fingerprint
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, INamedTypeSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Queue<string> _pending = new();
    private readonly StringBuilder _text = new();

    private Fingerprint()
    {
    }

    public static string Of(TypeModel model, IReadOnlyDictionary<string, INamedTypeSymbol> annotated, Compilation compilation, CancellationToken cancellation)
    {
        Fingerprint fingerprint = new();
        fingerprint._indexes.Add(model.Declaration.FullName, 0);
        fingerprint.Type(model, annotated);
        while (fingerprint._pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            INamedTypeSymbol nested = fingerprint._symbols[fingerprint._pending.Dequeue()];
            if (TypeParser.ParseNested(nested, compilation, cancellation, out var inner) is { } found) fingerprint.Type(found, inner);
        }

        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes(fingerprint._text.ToString()));
        return string.Concat(digest.Take(8).Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private void Type(TypeModel model, IReadOnlyDictionary<string, INamedTypeSymbol> annotated)
    {
        foreach (var pair in annotated) _symbols[pair.Key] = pair.Value;
        Line(FormattableString.Invariant($"{model.Kind} {Quoted(model.SchemaId)} {model.Version} {model.KeyVersion} {(model.Separator is null ? "native" : "joined " + Quoted(model.Separator))}"));
        Dictionary<string, KeyPartModel> parts = model.KeyParts.Concat(model.References).ToDictionary(static p => p.MemberName);
        foreach (MemberModel member in model.Members)
        {
            Line($"{Quoted(member.JsonName)} {Shape(member.Shape)}{(member.IsRequired ? " required" : "")}{(member.IsDeduplicated ? " deduplicated" : "")} {member.Role}");
            foreach (string alias in member.Aliases) Line($" alias {Quoted(alias)}");
            if (parts.TryGetValue(member.Name, out KeyPartModel? part)) Part(part);
        }

        if (model.Extension is not null) Line("extension");
        if (model.Polymorphism is { } polymorphism) Polymorphism(polymorphism);
    }

    private void Polymorphism(Polymorphism polymorphism)
    {
        Line($"tag {Quoted(polymorphism.TagName)}{(polymorphism.IsAbstract ? "" : " concrete")}");
        foreach (DerivedModel derived in polymorphism.Derived) Line($" {Quoted(derived.Tag)} {(derived.IsSelf ? "self" : "#" + Index(derived.Type))}");
    }

    private void Part(KeyPartModel part)
    {
        string since = part.OmittedWhen is null ? "" : " since " + Quoted(part.OmittedWhen.Replace("value." + part.Member, "value"));
        string joined = part.Joined is { } j ? FormattableString.Invariant($" {j.Order} {Quoted(j.Format ?? "")} {j.Hash} {j.OmitWhenEmpty}") : "";
        Line($" key {Quoted(part.Name)}{(part.Shape.TrimsScale ? " trim" : "")}{since}{joined}");
    }

    private string Shape(ValueShape shape)
    {
        string text = shape.Kind switch
        {
            ValueKind.Enum => $"enum{(shape.Enum!.IsFlags ? " flags" : "")}({string.Join(",", shape.Enum.Names.Select(static n => n.JsonName == n.Name ? Quoted(n.Name) : Quoted(n.Name) + "=" + Quoted(n.JsonName)))})",
            ValueKind.List or ValueKind.Set or ValueKind.Map => $"{shape.Kind}({(shape.Key is null ? "" : Shape(shape.Key) + ",")}{Shape(shape.Element!)})",
            ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger => shape.Type,
            ValueKind.Annotated when shape.IsTemplate => "template",
            ValueKind.Annotated => $"#{Index(shape.Type)}",
            ValueKind.Converted => $"converted({shape.Converter})",
            _ => shape.Kind.ToString(),
        };
        return shape.IsNullable ? text + "?" : text;
    }

    private string Index(string type)
    {
        if (!_indexes.TryGetValue(type, out int index))
        {
            index = _indexes.Count;
            _indexes.Add(type, index);
            _pending.Enqueue(type);
        }

        return index.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Quoted(string text) => JsonText.Quoted(text);

    private void Line(string text) => _text.Append(text).Append('\n');
}
