using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Where a line stands.</summary>
internal readonly record struct Place(string File, long Line, long Offset)
{
    public static Place Of(SegmentReader reader) => new(reader.Path, reader.LineNumber, reader.Offset);
}
