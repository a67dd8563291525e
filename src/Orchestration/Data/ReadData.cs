using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Data;

/// <summary>What a file held when it was read from its start to its end.</summary>
/// <param name="Content">The digest of its bytes.</param>
/// <param name="Bytes">How many they were.</param>
/// <param name="Rows">The rows in it.</param>
/// <param name="Written">When it was written last, asked before it was read.</param>
internal sealed record ReadData(Digest Content, long Bytes, long Rows, DateTime Written);
