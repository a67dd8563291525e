using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Measurements;

/// <summary>What one series of measurements comes to: those of one name and one generation, one a step.</summary>
/// <param name="Generation">The generation; null for the run itself.</param>
/// <param name="Name">The name.</param>
/// <param name="Count">How many steps have a value, NaN included.</param>
/// <param name="NotANumber">How many of them are NaN; least and greatest leave them out.</param>
/// <param name="Least">The least value; NaN when all are NaN.</param>
/// <param name="Greatest">The greatest value; NaN when all are NaN.</param>
/// <param name="Last">The measurement of the highest step.</param>
public readonly record struct MeasurementSummary(KeyId? Generation, string Name, long Count, long NotANumber, double Least, double Greatest, StoredMeasurement Last);
