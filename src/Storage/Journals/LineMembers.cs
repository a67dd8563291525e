using System.Buffers.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>Members that several kinds of line have: whom a line belongs to, its name, its moment.</summary>
internal static class LineMembers
{
    public static void Write(ref JsonSpanWriter writer, KeyId? generation, string name, DateTimeOffset time)
    {
        writer.Raw(",\"key\":"u8);
        if (generation is { } key) writer.Value(key);
        else writer.Null();
        writer.Raw(",\"name\":"u8);
        writer.Value(name);
        writer.Raw(",\"time\":"u8);
        writer.Value(time.ToUniversalTime());
    }

    public static bool TryRead(ReadOnlySpan<byte> line, scoped ref int at, out KeyId? generation, out ReadOnlySpan<byte> name, out DateTimeOffset time)
    {
        name = default;
        time = default;
        return TryGeneration(line, ref at, out generation)
            && Line.Skip(line, ref at, ",\"name\":\""u8) && Line.TryPlainText(line, ref at, out name)
            && Line.Skip(line, ref at, ",\"time\":\""u8) && TryTime(line, ref at, out time);
    }

    /// <summary>A text without escapes in quotes, or null.</summary>
    public static bool TryPlainTextOrNull(ReadOnlySpan<byte> line, scoped ref int at, out ReadOnlySpan<byte> text)
    {
        text = default;
        return Line.Skip(line, ref at, "null"u8) || (Line.Skip(line, ref at, "\""u8) && Line.TryPlainText(line, ref at, out text));
    }

    /// <summary>Whom a line belongs to; null for the run itself.</summary>
    public static bool TryGeneration(ReadOnlySpan<byte> line, scoped ref int at, out KeyId? generation)
    {
        generation = null;
        if (Line.Skip(line, ref at, ",\"key\":null"u8)) return true;
        if (!Line.Skip(line, ref at, ",\"key\":\""u8) || !Line.TryId(line, ref at, out KeyId key)) return false;
        generation = key;
        return true;
    }

    private static bool TryTime(ReadOnlySpan<byte> line, scoped ref int at, out DateTimeOffset time)
    {
        bool read = Utf8Parser.TryParse(line[at..], out time, out int length, 'O');
        at += length;
        return read && Line.Skip(line, ref at, "\""u8);
    }
}
