using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrialKeep.Runtime.Codecs;

/// <summary>
/// Tells System.Text.Json of annotated types: put it first in <see cref="JsonSerializerOptions.TypeInfoResolverChain"/>. Generated code lists
/// the types, so that none is looked at by reflection.
/// </summary>
public sealed class CodecResolver : IJsonTypeInfoResolver
{
    private readonly Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> _types = [];

    /// <summary>Adds a type; for generated code, before the resolver is used.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <returns>The resolver itself.</returns>
    public CodecResolver Add<T>()
        where T : ICodec<T>
    {
        _types[typeof(T)] = static options => TypeInfo<T>(options);
        return this;
    }

    /// <summary>Adds a struct, which may also stand as a nullable; for generated code, before the resolver is used.</summary>
    /// <typeparam name="T">The annotated type.</typeparam>
    /// <returns>The resolver itself.</returns>
    public CodecResolver AddValue<T>()
        where T : struct, ICodec<T>
    {
        _types[typeof(T?)] = static options => JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter<T>(options));
        return Add<T>();
    }

    // The codec writes the tags of derived types itself: their attributes are not for the serializer.
    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options)
        where T : ICodec<T>
    {
        JsonTypeInfo<T> info = JsonMetadataServices.CreateValueInfo<T>(options, new CodecConverter<T>());
        info.PolymorphismOptions = null;
        return info;
    }

    /// <summary>What is known of a type; null for one that is not annotated.</summary>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => _types.TryGetValue(type, out var create) ? create(options) : null;
}
