namespace TrialKeep.Generator.Tests.Analyzers;

/// <summary>A case of a diagnostic that an analyzer reports.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Wrong">A source that fires it, marking the place.</param>
/// <param name="Cured">A source that doesn't.</param>
/// <param name="Says">A piece of the message.</param>
/// <param name="Before">The source that the lock was made of; null without a lock.</param>
/// <param name="Also">The same id is reported at another place too.</param>
internal sealed record LiveCase(string Id, string Wrong, string Cured, string Says, string? Before = null, bool Also = false);
