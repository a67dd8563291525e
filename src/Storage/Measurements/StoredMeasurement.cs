using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Measurements;

/// <summary>A number that was taken at a step: a loss, a queue's length, a temperature.</summary>
/// <param name="Generation">The generation that it belongs to; null when it belongs to the run itself.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">The step, in the user's own count; may be negative.</param>
/// <param name="Value">The number, NaN and infinities included.</param>
/// <param name="Time">When it was taken.</param>
public readonly record struct StoredMeasurement(KeyId? Generation, string Name, long Step, double Value, DateTimeOffset Time);
