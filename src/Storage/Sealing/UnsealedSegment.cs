namespace TrialKeep.Storage.Sealing;

/// <summary>A segment that stays plain.</summary>
/// <param name="File">The path of the plain file, or of the run's lock when the whole run was left.</param>
/// <param name="Reason">Why.</param>
public sealed record UnsealedSegment(string File, string Reason);
