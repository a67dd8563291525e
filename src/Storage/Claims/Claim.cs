using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Claims;

/// <summary>A work item that a session has claimed.</summary>
/// <param name="Key">The work item: a generation.</param>
/// <param name="Writer">The writer of the session.</param>
/// <param name="Holder">Who that is, for people: <c>process 12 on host</c>.</param>
/// <param name="IsSettled">It was done, or given up: nobody else gets it while the run is shared.</param>
/// <param name="IsLive">The session lives; an unsettled claim of one that does not is void.</param>
public sealed record Claim(KeyId Key, string Writer, string Holder, bool IsSettled, bool IsLive);
