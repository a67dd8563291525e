using System.Collections.Immutable;

namespace TrialKeep.Storage.Sealing;

/// <summary>What sealing did.</summary>
/// <param name="Segments">The segments that were sealed now.</param>
/// <param name="BytesBefore">Their bytes as plain files.</param>
/// <param name="BytesAfter">Their bytes as sealed files.</param>
/// <param name="Left">The segments that stay plain, and why. Sealed ones of earlier are not among them.</param>
public sealed record SealReport(int Segments, long BytesBefore, long BytesAfter, ImmutableArray<UnsealedSegment> Left);
