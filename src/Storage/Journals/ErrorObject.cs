using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>The JSON of a <see cref="RecordError"/>.</summary>
internal static class ErrorObject
{
    public static void Write(ref JsonSpanWriter writer, RecordError error)
    {
        writer.Raw("{\"kind\":"u8);
        writer.Value(error.Kind);
        writer.Raw(",\"message\":"u8);
        writer.Value(error.Message);
        writer.Raw(",\"type\":"u8);
        writer.Value(error.Type);
        writer.Raw(",\"detail\":"u8);
        writer.Value(error.Detail);
        writer.Raw("}"u8);
    }

    public static RecordError Read(ref JsonSpanReader reader)
    {
        string kind = "";
        string message = "";
        string? type = null;
        string? detail = null;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("kind"u8)) kind = reader.ReadString();
            else if (member.SequenceEqual("message"u8)) message = reader.ReadString();
            else if (member.SequenceEqual("type"u8)) type = reader.TryNull() ? null : reader.ReadString();
            else if (member.SequenceEqual("detail"u8)) detail = reader.TryNull() ? null : reader.ReadString();
            else reader.Skip();
        }

        return new(kind, message, type, detail);
    }
}
