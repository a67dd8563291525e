using System.Text.Json.Serialization;
using TrialKeep.Benchmarks.Corpus;

namespace TrialKeep.Benchmarks.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
#pragma warning disable TRK902 // What ours is compared with.
[JsonSerializable(typeof(PlainLine))]
[JsonSerializable(typeof(Reply))]
internal sealed partial class PlainJson : JsonSerializerContext;
