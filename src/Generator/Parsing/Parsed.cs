using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>What was read from one annotated type: the model goes on to the emitter, the rest only to diagnostics, for it is new with every edit.</summary>
/// <param name="Model">The model; null when nothing can be emitted.</param>
/// <param name="Schemas">The schema ids, to be compared with others: none for a part without one, several for a generic type.</param>
/// <param name="Location">Where the type is named.</param>
/// <param name="Diagnostics">What is wrong.</param>
internal sealed record Parsed<T>(T? Model, EquatableArray<SchemaEntry> Schemas, Location? Location, ImmutableArray<Diagnostic> Diagnostics)
    where T : class;
