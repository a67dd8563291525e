using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Erasure;

/// <summary>The members of tombstones: those in a journal stand in the place of a record or a reuse, those in erased.jsonl say what may not come back.</summary>
internal static class TombstoneLine
{
    private static readonly string[] s_subjects = ["item", "task", "generation", "text"];

    /// <summary>The members of one in a journal.</summary>
    public static byte[] Body(KeyId generation, DateTimeOffset time, string reason)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        body.Raw(",\"key\":"u8);
        body.Value(generation);
        WriteEnd(ref body, time, reason);
        byte[] members = body.Written.ToArray();
        body.Return();
        return members;
    }

    /// <summary>Reads one in a journal.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, int at, out KeyId generation, out DateTimeOffset time, out string reason)
    {
        (time, reason) = (default, "");
        if (!ReuseLine.TryKey(line, ref at, out generation)) return false;
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("time"u8)) time = reader.ReadDateTimeOffset();
            else if (member.SequenceEqual("reason"u8)) reason = reader.ReadString();
            else reader.Skip();
        }

        return true;
    }

    /// <summary>The members of one in erased.jsonl.</summary>
    public static void Write(ref JsonSpanWriter body, Tombstone tombstone)
    {
        body.Raw(",\"of\":"u8);
        body.Value(s_subjects[(int)tombstone.Of]);
        body.Raw(",\"id\":"u8);
        body.Value(tombstone.Id);
        body.Raw(",\"by\":"u8);
        body.Value(tombstone.By);
        body.Raw(",\"experiment\":"u8);
        body.Value(tombstone.Experiment);
        WriteEnd(ref body, tombstone.Time, tombstone.Reason);
    }

    /// <summary>Reads one of erased.jsonl; null when it is of a subject that this version does not know.</summary>
    public static Tombstone? Read(ReadOnlySpan<byte> line)
    {
        int subject = -1;
        KeyId id = default, by = default;
        string? experiment = null;
        DateTimeOffset time = default;
        string reason = "";
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("of"u8)) subject = Array.IndexOf(s_subjects, reader.ReadString());
            else if (member.SequenceEqual("id"u8)) id = reader.ReadKeyId();
            else if (member.SequenceEqual("by"u8)) by = reader.ReadKeyId();
            else if (member.SequenceEqual("experiment"u8)) experiment = reader.TryNull() ? null : reader.ReadString();
            else if (member.SequenceEqual("time"u8)) time = reader.ReadDateTimeOffset();
            else if (member.SequenceEqual("reason"u8)) reason = reader.ReadString();
            else reader.Skip();
        }

        return subject < 0 ? null : new((ErasedSubject)subject, id, experiment, by, time, reason);
    }

    private static void WriteEnd(ref JsonSpanWriter body, DateTimeOffset time, string reason)
    {
        body.Raw(",\"time\":"u8);
        body.Value(time.ToUniversalTime());
        body.Raw(",\"reason\":"u8);
        body.Value(reason);
    }
}
