namespace TrialKeep.Storage.Journals;

/// <summary>What a journal's writer is told once.</summary>
/// <param name="Epoch">The epoch of the writer.</param>
/// <param name="Durability">When an append is acknowledged.</param>
/// <param name="MostPendingBytes">Bytes that may wait before an append blocks.</param>
/// <param name="Time">The clock.</param>
/// <param name="Extra">What the header says beyond its place.</param>
internal sealed record JournalSettings(long Epoch, Durability Durability, int MostPendingBytes, TimeProvider Time, HeaderExtra Extra);
