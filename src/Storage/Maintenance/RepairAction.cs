namespace TrialKeep.Storage.Maintenance;

/// <summary>One thing that repair does, or would.</summary>
/// <param name="Kind">What.</param>
/// <param name="File">The full path of the file that it is about.</param>
/// <param name="Message">What is wrong and what becomes of it, in a sentence without the place.</param>
/// <param name="Kept">Good lines of a segment that stay.</param>
/// <param name="Lost">Lines of a segment that are gone or bad.</param>
/// <param name="Useless">Good lines of a segment that go, because what they refer to is gone.</param>
/// <param name="SetAsideBytes">The bytes that are set aside.</param>
/// <param name="SetAside">The full path in lost+found; null when nothing is set aside.</param>
public sealed record RepairAction(RepairKind Kind, string File, string Message, long Kept = 0, long Lost = 0, long Useless = 0, long SetAsideBytes = 0, string? SetAside = null);
