namespace TrialKeep.Storage.Maintenance;

/// <summary>A good line of a segment that is to be written anew, and what becomes of it.</summary>
/// <param name="First">Its number; of a gap that is there already the first of those that it stands for.</param>
/// <param name="Last">Its number.</param>
/// <param name="Offset">Where it stands in the content.</param>
/// <param name="Length">Its bytes, without the line feed.</param>
/// <param name="Verdict">What becomes of it; a gap that is there is one of the cause that it names.</param>
internal readonly record struct EditedLine(long First, long Last, long Offset, int Length, LineVerdict Verdict)
{
    /// <summary>It is a gap that was there before.</summary>
    public bool IsGap { get; init; }
}
