using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Measurements;

/// <summary>The members of a measurement's line.</summary>
internal static class MeasurementLine
{
    public static void Write(ref JsonSpanWriter writer, in StoredMeasurement measurement)
    {
        LineMembers.Write(ref writer, measurement.Generation, measurement.Name, measurement.Time);
        writer.Raw(",\"step\":"u8);
        writer.Value(measurement.Step);
        writer.Raw(",\"value\":"u8);
        writer.Value(measurement.Value);
    }

    /// <summary>A reader that makes one string of each name.</summary>
    public static Indexes.SideScan.ReadLine<StoredMeasurement> Reader()
    {
        StringPool names = new();
        return (ReadOnlySpan<byte> line, int body, in RecordReference _, out StoredMeasurement value) => TryRead(line, body, names, out value);
    }

    private static bool TryRead(ReadOnlySpan<byte> line, int at, StringPool names, out StoredMeasurement measurement)
    {
        measurement = default;
        if (!LineMembers.TryRead(line, ref at, out KeyId? generation, out ReadOnlySpan<byte> name, out DateTimeOffset time)) return false;
        if (!Line.Skip(line, ref at, ",\"step\":"u8) || !Line.TryNumber(line, ref at, out long step) || !Line.Skip(line, ref at, ",\"value\":"u8)) return false;
        JsonSpanReader value = new(line[at..]);
        measurement = new(generation, names.Get(name), step, value.ReadDouble(), time);
        return true;
    }
}
