using System.Globalization;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Sealing;

/// <summary>A plain segment that was read to see whether it may be sealed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">Its lines, the header included, a seal not.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="LastSequence">The last sequence number.</param>
/// <param name="Obstacle">Why it must stay plain; null when it may be sealed.</param>
internal sealed record SurveyedSegment(string Path, long Lines, long Bytes, long LastSequence, string? Obstacle)
{
    /// <exception cref="StoreException">It can't be read.</exception>
    public static SurveyedSegment Read(FileOperations files, SegmentName name)
    {
        DamageLog damage = new();
        using SegmentReader reader = new(files, name with { IsSealed = false }, damage);
        long lines = reader.Header is null ? 0 : 1;
        long bytes = reader.GoodEnd;
        while (reader.Next())
        {
            lines++;
            bytes = reader.GoodEnd;
        }

        return new(name.Path, lines, bytes, reader.LastSequence, ObstacleOf(reader, bytes, damage.ToReport()));
    }

    // Behind the lines there may be the seal of a file that was unpacked, and nothing else.
    private static string? ObstacleOf(SegmentReader reader, long bytes, DamageReport report)
    {
        if (report.IsDamaged) return string.Create(CultureInfo.InvariantCulture, $"line {report.Lines[0].Line} at byte {report.Lines[0].Offset} is damaged: {report.Lines[0].Reason}");
        if (report.TornBytes > 0) return string.Create(CultureInfo.InvariantCulture, $"{report.TornBytes} bytes of it are unfinished; what a killed writer left at the end is cut when the run is continued");
        if (reader.Header is null) return "it has no header";
        return bytes == (reader.Seal?.Bytes ?? reader.Length) ? null : "there are lines behind its seal";
    }
}
