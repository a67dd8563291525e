using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>The start of a transform's line, compact, and where the line is.</summary>
/// <param name="Input">The id of the digest of what it was given.</param>
/// <param name="Output">The id of the digest of what came out.</param>
/// <param name="Location">Where the line is.</param>
/// <param name="Source">Which of the <see cref="ReuseSources"/> names the record.</param>
/// <param name="Outcome">What came out.</param>
internal readonly record struct TransformHead(KeyId Input, KeyId Output, LineLocation Location, int Source, TransformOutcome Outcome);
