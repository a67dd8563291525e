namespace TrialKeep.Generator.Model.Locks;

/// <summary>One line of the lock: a schema with everything that its keys and its JSON depend on.</summary>
/// <param name="Id">The schema id.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Fingerprint">The fingerprint that stored rows name.</param>
/// <param name="Body">Its own members.</param>
/// <param name="Parts">The parts without an id that are nested in it, in the order in which they are met.</param>
internal sealed record LockSchema(string Id, string Kind, string Fingerprint, LockPart Body, EquatableArray<LockPart> Parts);
