namespace TrialKeep.Storage.Recovery;

/// <summary>What a killed writer or a power cut left unfinished at the end of a segment. It was never acknowledged.</summary>
/// <param name="File">The path of the segment.</param>
/// <param name="Line">The first line of it, from 1.</param>
/// <param name="Offset">The offset of its first byte.</param>
/// <param name="Length">Its bytes.</param>
public sealed record TornTail(string File, long Line, long Offset, long Length);
