using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Data;

/// <summary>What a file held when it was read from its start to its end.</summary>
internal sealed record ReadData(Digest Content, long Bytes, long Rows);
