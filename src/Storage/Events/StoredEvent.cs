using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Events;

/// <summary>An event as the store has it.</summary>
/// <param name="Generation">The generation that it belongs to; null when it belongs to the run itself.</param>
/// <param name="Name">What kind of event it is.</param>
/// <param name="Level">How much it matters; null when nobody said, or when a newer version of this SDK said it in a new word.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Text">A sentence for people; null when there is none.</param>
/// <param name="Json">What belongs to it, one JSON value in UTF-8; empty when there is nothing.</param>
/// <param name="Reference">Its line.</param>
public sealed record StoredEvent(KeyId? Generation, string Name, EventLevel? Level, DateTimeOffset Time, string? Text, ReadOnlyMemory<byte> Json, RecordReference Reference);
