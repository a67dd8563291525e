namespace TrialKeep.Orchestration.Data;

/// <summary>What a user says about a data set beside its file; all of it may be null.</summary>
internal sealed record DataDescription(string? Name, string? Revision, string? Split, string? Licence, bool IsKept);
