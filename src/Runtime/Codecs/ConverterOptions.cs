using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrialKeep.Runtime.Codecs;

internal static class ConverterOptions
{
    // A user's converter gets options that resolve no type: reflection would break trimming.
    public static JsonSerializerOptions Value { get; } = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine() };
}
