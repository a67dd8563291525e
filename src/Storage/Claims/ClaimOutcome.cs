using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Claims;

/// <summary>What came of asking for work items.</summary>
/// <param name="Won">The keys that are now this session's.</param>
/// <param name="HighestVoid">The highest epoch of the writers whose void claims were taken over; 0 for none.</param>
/// <param name="Stamp">Drawn when claims.db was made: another one means that what was claimed and settled before is forgotten.</param>
internal readonly record struct ClaimOutcome(List<KeyId> Won, long HighestVoid, string Stamp);
