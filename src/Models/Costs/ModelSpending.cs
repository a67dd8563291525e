namespace TrialKeep;

/// <summary>What one model has used up.</summary>
/// <param name="Model">The model: as the price table names it, where it has a price; else as the service names it.</param>
/// <param name="Calls">How many requests it answered.</param>
/// <param name="Uncounted">Of these, those of which the service has not said how many tokens they took.</param>
/// <param name="Usage">The tokens, and their cost where the table has a price; failed requests have none.</param>
public sealed record ModelSpending(string Model, long Calls, long Uncounted, Usage Usage);
