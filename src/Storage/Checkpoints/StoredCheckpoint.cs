using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Checkpoints;

/// <summary>A state that a program kept, to go on from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">From 1; each checkpoint of a name has the next one.</param>
/// <param name="Time">When it was written.</param>
/// <param name="SchemaId">The schema of the type that wrote it; null when it is bytes.</param>
/// <param name="Content">The bytes, or the type's JSON in UTF-8.</param>
/// <param name="Skipped">Newer ones that are damaged and were passed over.</param>
public sealed record StoredCheckpoint(string Name, int Number, DateTimeOffset Time, string? SchemaId, ReadOnlyMemory<byte> Content, ImmutableArray<DamagedLine> Skipped)
{
    /// <summary>The state as the type that wrote it.</summary>
    /// <exception cref="StoreException">Another type, or bytes, were written.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public T As<T>()
        where T : ICodec<T>, ISchema<T>
    {
        if (SchemaId == T.Schema.Id) return Json.Read<T>(Content.Span);
        throw new StoreException(Problem.BadState, $"The checkpoint '{Name}' holds {(SchemaId is null ? "bytes" : $"a '{SchemaId}'")}, not a '{T.Schema.Id}'; read it as what wrote it.");
    }
}
