using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>Something in a store that needs an object.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Run">The run.</param>
/// <param name="Content">The SHA-256 of the object.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Name">The artifact's name, or that of the data set.</param>
/// <param name="Generation">The generation; null when it belongs to the run itself.</param>
/// <param name="Line">The artifact's line; null when the run's data set snapshot keeps its content.</param>
public sealed record ArtifactReference(string Experiment, RunId Run, Digest Content, long Bytes, string Name, KeyId? Generation, RecordReference? Line);
