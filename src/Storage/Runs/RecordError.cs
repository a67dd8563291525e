namespace TrialKeep.Storage.Runs;

/// <summary>Why an attempt or a score has no result.</summary>
/// <param name="Kind">A short word to count by: <c>timeout</c>, <c>refused</c>.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Type">The full name of the exception's type; null when there was none.</param>
/// <param name="Detail">Stack trace and causes; null when there are none.</param>
public sealed record RecordError(string Kind, string Message, string? Type = null, string? Detail = null);
