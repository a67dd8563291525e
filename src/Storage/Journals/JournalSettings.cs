namespace TrialKeep.Storage.Journals;

/// <summary>What a journal's writer is told once.</summary>
/// <param name="Epoch">The epoch of the writer.</param>
/// <param name="Durability">When an append is acknowledged.</param>
/// <param name="SegmentBytes">The length from which a segment is finished.</param>
/// <param name="Pending">The memory of what waits, shared by the writers of a session.</param>
/// <param name="Time">The clock.</param>
/// <param name="Extra">What the header says beyond its place.</param>
/// <param name="Complete">Told of each segment that is finished, on a thread of the writer: it must return at once and not throw.</param>
/// <param name="Flushed">Told how many lines more are on the device, likewise.</param>
internal sealed record JournalSettings(
    long Epoch, Durability Durability, long SegmentBytes, PendingBytes Pending, TimeProvider Time, HeaderExtra Extra, Action<SegmentName> Complete, Action<long> Flushed);
