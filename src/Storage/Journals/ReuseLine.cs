using System.Runtime.CompilerServices;
using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of a reuse line; those of a reference also stand in a score's.</summary>
internal static class ReuseLine
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ref JsonSpanWriter writer, KeyId key, in RecordReference source)
    {
        writer.Raw(",\"key\":"u8);
        writer.Value(key);
        WriteReference(ref writer, source);
    }

    public static void WriteReference(ref JsonSpanWriter writer, in RecordReference source)
    {
        writer.Raw(",\"run\":"u8);
        writer.Value(source.Run.Text);
        writer.Raw(",\"writer\":"u8);
        writer.Value(source.Writer);
        writer.Raw(",\"sequence\":"u8);
        writer.Value(source.Sequence);
    }

    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryIndex(ReadOnlySpan<byte> line, int at, out KeyId key, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)
    {
        run = writer = default;
        sequence = 0;
        return TryKey(line, ref at, out key) && TryReference(line, ref at, out run, out writer, out sequence);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReference(ReadOnlySpan<byte> line, scoped ref int at, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)
    {
        run = writer = default;
        sequence = 0;
        return Line.Skip(line, ref at, ",\"run\":\""u8) && Line.TryPlainText(line, ref at, out run)
            && Line.Skip(line, ref at, ",\"writer\":\""u8) && Line.TryPlainText(line, ref at, out writer)
            && Line.Skip(line, ref at, ",\"sequence\":"u8) && Line.TryNumber(line, ref at, out sequence);
    }

    /// <summary>The record that a reuse or a score names; null when its members are not those of its kind.</summary>
    public static RecordReference? ReferenceOf(ReadOnlySpan<byte> line, int at) =>
        TryKey(line, ref at, out _) && TryReference(line, ref at, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence) && RunId.TryParse(Encoding.ASCII.GetString(run), out RunId id)
            ? new(id, Encoding.ASCII.GetString(writer), sequence)
            : null;

    public static bool TryKey(ReadOnlySpan<byte> line, ref int at, out KeyId key)
    {
        key = default;
        return Line.Skip(line, ref at, ",\"key\":\""u8) && Line.TryId(line, ref at, out key);
    }
}
