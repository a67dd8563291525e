using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>A file as the store has it: what a run says of it. The content is kept once, whatever refers to it.</summary>
/// <param name="Generation">The generation that it belongs to; null when it belongs to the run itself.</param>
/// <param name="Name">Its name.</param>
/// <param name="Content">The SHA-256 of its content.</param>
/// <param name="Bytes">The length of its content.</param>
/// <param name="MediaType">What it is; null when nobody said.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Reference">Its line.</param>
public sealed record StoredArtifact(KeyId? Generation, string Name, Digest Content, long Bytes, string? MediaType, DateTimeOffset Time, RecordReference Reference);
