using System.Collections.Immutable;

namespace TrialKeep.Runtime.Schemas;

/// <summary>The shape of an annotated type, as the compiler saw it.</summary>
/// <param name="Id">The schema id; the C# name of a part that has none.</param>
/// <param name="Kind">What the type is for.</param>
/// <param name="Version">The wire version.</param>
/// <param name="KeyVersion">The version of the key.</param>
/// <param name="Fingerprint">16 hexadecimal digits over everything that keys and JSON depend on.</param>
/// <param name="Members">The stored members in the order of the JSON.</param>
public sealed record Schema(string Id, SchemaKind Kind, int Version, int KeyVersion, string Fingerprint, ImmutableArray<SchemaMember> Members)
{
    /// <summary>The name in JSON of the tag that says of which derived type a value is; null for a type that stands for itself.</summary>
    public string? TagName { get; init; }

    /// <summary>The derived types by their tag, a base that lists itself left out; empty for a type that stands for itself.</summary>
    public ImmutableDictionary<string, Schema> Derived { get; init; } = ImmutableDictionary<string, Schema>.Empty;

    /// <summary>The schema of an annotated type.</summary>
    public static Schema Of<T>()
        where T : ISchema<T> => T.Schema;
}
