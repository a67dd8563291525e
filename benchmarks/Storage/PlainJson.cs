using System.Text.Json.Serialization;
using TrialKeep.Benchmarks.Corpus;

namespace TrialKeep.Benchmarks.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
#pragma warning disable TRK902 // What ours is compared with.
[JsonSerializable(typeof(PlainLine))]
#pragma warning disable TRK902 // The second codec is what the first is measured against.
[JsonSerializable(typeof(Reply))]
#pragma warning restore TRK902
internal sealed partial class PlainJson : JsonSerializerContext;
