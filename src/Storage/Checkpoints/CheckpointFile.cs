using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Checkpoints;

/// <summary>
/// checkpoints/&lt;name&gt;/000001.checkpoint: an envelope, which is a line with its checksum, and behind its line feed the content with the
/// length and the SHA-256 that the envelope says.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>The longest content: it is in memory whole. What is longer is an artifact.</summary>
    public const int Longest = 1 << 30;

    private const string Extension = ".checkpoint";
    private const int LongestEnvelope = 4096;
    private const int NumberDigits = 6;

    public static string PathOf(string folder, int number) => Path.Combine(folder, number.ToString("D6", CultureInfo.InvariantCulture) + Extension);

    /// <summary>The numbers of the checkpoints in a folder, ascending.</summary>
    public static List<int> Numbers(string folder)
    {
        List<int> numbers = [];
        if (!Directory.Exists(folder)) return numbers;
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            ReadOnlySpan<char> name = Path.GetFileNameWithoutExtension(path.AsSpan());
            if (name.Length >= NumberDigits && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }

    public static byte[] Envelope(RunFolder run, string name, int number, DateTimeOffset time, string? schemaId, ReadOnlySpan<byte> content)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        body.Raw(",\"format\":"u8);
        body.Value(SegmentHeader.NewestFormat);
        body.Raw(",\"run\":"u8);
        body.Value(run.Id.Text);
        body.Raw(",\"name\":"u8);
        body.Value(name);
        body.Raw(",\"time\":"u8);
        body.Value(time.ToUniversalTime());
        body.Raw(",\"schema\":"u8);
        body.Value(schemaId);
        body.Raw(",\"bytes\":"u8);
        body.Value(content.Length);
        body.Raw(",\"sha256\":"u8);
        body.Value(Digest.Of(content).ToString());
        byte[] line = new byte[Line.Bound(body.Written.Length)];
        int length = Line.Write(line, LineKind.Checkpoint, number, body.Written, salt: 0);
        body.Return();
        return line[..length];
    }

    /// <summary>Reads a checkpoint; false, with what is wrong, when it is not whole.</summary>
    /// <exception cref="StoreException">The file can't be read, or is of a newer format.</exception>
    public static bool TryRead(FileOperations files, RunFolder run, string name, string path, int number, out StoredCheckpoint? checkpoint, out DamagedLine? damage)
    {
        byte[] content = ReadWhole(files, path);
        checkpoint = null;
        int end = content.AsSpan(0, Math.Min(content.Length, LongestEnvelope)).IndexOf((byte)'\n');
        bool isWhole = end > 0 && Line.IsIntact(content.AsSpan(0, end), salt: 0)
            && Line.TryOpen(content.AsSpan(0, end), out LineKind kind, out long said, out _, out _) && kind == LineKind.Checkpoint && said == number;
        damage = isWhole ? null : new(path, 1, 0, content.Length, "the envelope does not fit its checksum or its place");
        if (!isWhole) return false;
        checkpoint = Parse(content.AsSpan(0, end), content.AsMemory(end + 1), run, name, number, path, out string reason);
        if (checkpoint is null) damage = new(path, 2, end + 1, content.Length - end - 1, reason);
        return checkpoint is not null;
    }

    private static StoredCheckpoint? Parse(ReadOnlySpan<byte> envelope, ReadOnlyMemory<byte> content, RunFolder run, string name, int number, string path, out string reason)
    {
        DateTimeOffset time = default;
        string? schema = null;
        string owner = "", called = "", digest = "";
        long bytes = -1;
        JsonSpanReader reader = new(envelope);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("format"u8)) CheckFormat(reader.ReadInteger<int>(), path);
            else if (member.SequenceEqual("run"u8)) owner = reader.ReadString();
            else if (member.SequenceEqual("name"u8)) called = reader.ReadString();
            else if (member.SequenceEqual("time"u8)) time = reader.ReadDateTimeOffset();
            else if (member.SequenceEqual("schema"u8)) schema = reader.TryNull() ? null : reader.ReadString();
            else if (member.SequenceEqual("bytes"u8)) bytes = reader.ReadInteger<long>();
            else if (member.SequenceEqual("sha256"u8)) digest = reader.ReadString();
            else reader.Skip();
        }

        reason = owner != run.Id.Text || called != name ? "it is the checkpoint of another run or name"
            : bytes != content.Length ? string.Create(CultureInfo.InvariantCulture, $"it has {content.Length} bytes of content instead of {bytes}")
            : digest != Digest.Of(content.Span).ToString() ? "its content does not fit its SHA-256" : "";
        return reason.Length == 0 ? new(name, number, time, schema, content, []) : null;
    }

    private static void CheckFormat(int format, string path)
    {
        if (format <= SegmentHeader.NewestFormat) return;
        throw new StoreException(Problem.NewerFormat, $"'{path}' has format {format}, which is newer than this program's {SegmentHeader.NewestFormat}; install a newer TrialKeep.", path);
    }

    private static byte[] ReadWhole(FileOperations files, string path) => SystemErrors.Read(path, () =>
    {
        using SafeFileHandle file = files.OpenRead(path);
        long length = files.Length(file);
        if (length > Longest + (long)LongestEnvelope) throw new StoreException(Problem.Damaged, $"'{path}' has {length} bytes, more than a checkpoint can have; restore it from a copy, or delete it.", path);
        byte[] content = new byte[length];
        int read = 0;
        for (int got = 1; got > 0 && read < content.Length; read += got) got = files.Read(file, content.AsSpan(read), read);
        return read == content.Length ? content : content[..read];
    });
}
