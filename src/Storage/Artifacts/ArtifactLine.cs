using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>The members of an artifact's line.</summary>
internal static class ArtifactLine
{
    public static void Write(ref JsonSpanWriter writer, Artifact artifact, DateTimeOffset time, Digest content, long bytes)
    {
        LineMembers.Write(ref writer, artifact.Generation, artifact.Name, time);
        writer.Raw(",\"sha256\":"u8);
        writer.Value(content.ToString());
        writer.Raw(",\"bytes\":"u8);
        writer.Value(bytes);
        writer.Raw(",\"type\":"u8);
        writer.Value(artifact.MediaType);
    }

    /// <summary>A reader that makes one string of each name and media type.</summary>
    public static Indexes.SideScan.ReadLine<StoredArtifact> Reader()
    {
        StringPool texts = new();
        return (ReadOnlySpan<byte> line, int body, in RecordReference reference, out StoredArtifact value) => TryRead(line, body, texts, reference, out value);
    }

    private static bool TryRead(ReadOnlySpan<byte> line, int at, StringPool texts, in RecordReference reference, out StoredArtifact artifact)
    {
        artifact = null!;
        if (!LineMembers.TryRead(line, ref at, out KeyId? generation, out ReadOnlySpan<byte> name, out DateTimeOffset time)) return false;
        if (!Line.Skip(line, ref at, ",\"sha256\":\""u8) || !Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> hex) || !ObjectStore.TryParse(System.Text.Encoding.ASCII.GetString(hex), out Digest content)) return false;
        if (!Line.Skip(line, ref at, ",\"bytes\":"u8) || !Line.TryNumber(line, ref at, out long bytes) || bytes < 0) return false;
        if (!Line.Skip(line, ref at, ",\"type\":"u8) || !LineMembers.TryPlainTextOrNull(line, ref at, out ReadOnlySpan<byte> type)) return false;
        artifact = new(generation, texts.Get(name), content, bytes, type.IsEmpty ? null : texts.Get(type), time, reference);
        return true;
    }
}
