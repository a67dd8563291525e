namespace TrialKeep.Storage.Runs;

/// <summary>What trialkeep.json says.</summary>
internal sealed record StoreIdentity(string Id, DateTimeOffset Created);
