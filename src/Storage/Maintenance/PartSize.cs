namespace TrialKeep.Storage.Maintenance;

/// <summary>Some files together.</summary>
/// <param name="Files">How many.</param>
/// <param name="Bytes">Their lengths.</param>
/// <param name="BytesOnDisk">The blocks that they take, which may be more, or less where a file has holes.</param>
public readonly record struct PartSize(long Files, long Bytes, long BytesOnDisk)
{
    /// <summary>Both together.</summary>
    public static PartSize operator +(PartSize left, PartSize right) =>
        new(left.Files + right.Files, left.Bytes + right.Bytes, left.BytesOnDisk + right.BytesOnDisk);

    /// <summary>The one without the other, which is part of it.</summary>
    public static PartSize operator -(PartSize left, PartSize right) =>
        new(left.Files - right.Files, left.Bytes - right.Bytes, left.BytesOnDisk - right.BytesOnDisk);
}
