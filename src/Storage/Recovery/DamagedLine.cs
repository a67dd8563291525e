namespace TrialKeep.Storage.Recovery;

/// <summary>A place in a segment that does not hold what was acknowledged there.</summary>
/// <param name="File">The path of the segment.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Offset">The offset of its first byte.</param>
/// <param name="Length">The bytes that are bad; 0 when whole lines are gone.</param>
/// <param name="Reason">What is wrong, without the place.</param>
public sealed record DamagedLine(string File, long Line, long Offset, long Length, string Reason);
