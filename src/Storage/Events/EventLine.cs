using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Events;

/// <summary>The members of an event's line.</summary>
internal static class EventLine
{
    private static readonly string[] s_levels = ["debug", "information", "warning", "error"];

    /// <summary>Writes everything but the data, which follows as the last member's value.</summary>
    public static void Begin(ref JsonSpanWriter writer, RunEvent happened, DateTimeOffset time, ITextRedaction? redaction)
    {
        LineMembers.Write(ref writer, happened.Generation, happened.Name, time);
        writer.Raw(",\"level\":"u8);
        writer.Value(happened.Level is { } level ? s_levels[(int)level] : null);
        writer.Redaction = redaction;
        writer.Raw(",\"text\":"u8);
        writer.Value(happened.Text);
        writer.Raw(",\"data\":"u8);
    }

    /// <summary>A reader that makes one string of each name.</summary>
    public static Indexes.SideScan.ReadLine<StoredEvent> Reader()
    {
        StringPool names = new();
        return (ReadOnlySpan<byte> line, int body, in RecordReference reference, out StoredEvent value) => TryRead(line, body, names, reference, out value);
    }

    private static bool TryRead(ReadOnlySpan<byte> line, int at, StringPool names, in RecordReference reference, out StoredEvent happened)
    {
        happened = null!;
        if (!LineMembers.TryRead(line, ref at, out KeyId? generation, out ReadOnlySpan<byte> name, out DateTimeOffset time)) return false;
        if (!Line.Skip(line, ref at, ",\"level\":"u8) || !LineMembers.TryPlainTextOrNull(line, ref at, out ReadOnlySpan<byte> level)) return false;
        if (!Line.Skip(line, ref at, ",\"text\":"u8)) return false;
        JsonSpanReader text = new(line[at..]);
        string? sentence = text.TryNull() ? null : text.ReadString();
        at += text.Position;
        if (!Line.Skip(line, ref at, ",\"data\":"u8)) return false;
        JsonSpanReader data = new(line[at..]);
        ReadOnlySpan<byte> json = data.ReadRaw();
        happened = new(generation, names.Get(name), LevelOf(names.Get(level)), time, sentence, json.SequenceEqual("null"u8) ? default : json.ToArray(), reference);
        return true;
    }

    private static EventLevel? LevelOf(string word) => Array.IndexOf(s_levels, word) is >= 0 and int level ? (EventLevel)level : null;
}
