using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What becomes of a line when its segment is written anew.</summary>
/// <param name="Cause">Why it is taken out; null when it stays or is replaced.</param>
/// <param name="Kind">The kind of the line that takes its place.</param>
/// <param name="Body">The members of that line, starting with a comma; null when none takes its place.</param>
internal readonly record struct LineVerdict(GapCause? Cause, LineKind Kind, byte[]? Body)
{
    /// <summary>It stays, byte for byte.</summary>
    public static LineVerdict Keep => default;

    /// <summary>It goes; a gap stands for its number.</summary>
    public static LineVerdict TakeOut(GapCause cause) => new(cause, LineKind.Unknown, null);

    /// <summary>Another line takes its place and its number.</summary>
    public static LineVerdict Replace(LineKind kind, byte[] body) => new(null, kind, body);
}
