namespace TrialKeep.Storage.Maintenance;

/// <summary>Bytes of a file that are set aside.</summary>
/// <param name="Offset">Where they start.</param>
/// <param name="Length">How many.</param>
/// <param name="IsContent">They are of a sealed file's inflated content; else of the file as it is.</param>
internal readonly record struct LostPiece(long Offset, long Length, bool IsContent);
