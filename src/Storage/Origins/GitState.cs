namespace TrialKeep.Storage.Origins;

/// <summary>The state of the git repository that a program was started in.</summary>
/// <param name="Commit">The commit that is checked out; null when there is none yet.</param>
/// <param name="Branch">The branch; null when the head is detached.</param>
/// <param name="IsDirty">Whether files differ from the commit, new files that are not ignored included; null when git did not say in time.</param>
/// <param name="DiffHash">
/// When dirty, the SHA-256 of what <c>git status --porcelain -z</c> and <c>git diff --binary HEAD</c> say, the store left out: equal hashes mean equal
/// changes, but for the content of new files.
/// </param>
public sealed record GitState(string? Commit, string? Branch, bool? IsDirty, string? DiffHash);
