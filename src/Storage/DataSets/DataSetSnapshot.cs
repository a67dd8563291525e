using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.DataSets;

/// <summary>Which data a run was made from.</summary>
/// <param name="Name">A name for people: that of the file, or of the published data set.</param>
/// <param name="Content">The SHA-256 of its bytes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">How many rows were read from it.</param>
public sealed record DataSetSnapshot(string Name, Digest Content, long Bytes, long Rows)
{
    /// <summary>Where it came from: a path as it was given, or an address; null when nobody said.</summary>
    public string? Source { get; init; }

    /// <summary>Which revision of it: a commit, a tag, a date; null when nobody said.</summary>
    public string? Revision { get; init; }

    /// <summary>Which part of it: <c>test</c>; null when nobody said.</summary>
    public string? Split { get; init; }

    /// <summary>Under which licence it may be used: <c>CC-BY-4.0</c>; null when nobody said.</summary>
    public string? Licence { get; init; }

    /// <summary>Whether the store keeps the content, as an object under its SHA-256.</summary>
    public bool IsKept { get; init; }
}
