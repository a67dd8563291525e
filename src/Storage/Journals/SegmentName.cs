using System.Buffers.Binary;
using System.Globalization;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>One file of a writer's stream: <c>&lt;writer&gt;-&lt;six digits&gt;.jsonl</c>.</summary>
internal sealed record SegmentName(StreamName Stream, string Writer, int Number) : IComparable<SegmentName>
{
    public const string Extension = ".jsonl";
    private const int NumberDigits = 6;

    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Writer}-{Number:D6}{Extension}");

    public string Path => System.IO.Path.Combine(Stream.Folder, FileName);

    /// <summary>
    /// What the checksums of the segment start from. It follows from the segment's name, so that lines of another segment are no good here
    /// and a broken header hides none.
    /// </summary>
    public uint Salt
    {
        get
        {
            CompositeDigest digest = CompositeDigest.Of("salt"u8);
            digest.Add(Stream.Run);
            digest.Add(Stream.Name);
            digest.Add(Writer);
            digest.Add(Number);
            return BinaryPrimitives.ReadUInt32BigEndian(digest.Finish().AsSpan());
        }
    }

    public SegmentName Next => this with { Number = Number + 1 };

    public static bool IsWriter(ReadOnlySpan<char> text) => text.Length >= 5 && text[0] == 'w' && !text[1..].ContainsAnyExceptInRange('0', '9');

    public static bool TryParse(StreamName stream, ReadOnlySpan<char> fileName, out SegmentName? name)
    {
        name = null;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> stem = fileName[..^Extension.Length];
        int dash = stem.IndexOf('-');
        if (dash < 0 || !IsWriter(stem[..dash]) || stem.Length - dash - 1 < NumberDigits) return false;
        if (!int.TryParse(stem[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return false;
        name = new(stream, stem[..dash].ToString(), number);
        return true;
    }

    /// <summary>The segments of a stream, by writer and number; none when there is no folder.</summary>
    public static List<SegmentName> List(StreamName stream)
    {
        List<SegmentName> names = [];
        if (!Directory.Exists(stream.Folder)) return names;
        foreach (string path in Directory.EnumerateFiles(stream.Folder))
        {
            if (TryParse(stream, System.IO.Path.GetFileName(path.AsSpan()), out SegmentName? name)) names.Add(name!);
        }

        names.Sort();
        return names;
    }

    public int CompareTo(SegmentName? other)
    {
        if (other is null) return 1;
        int order = CompareWriters(Writer, other.Writer);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }

    /// <summary>w0002 before w0010 before w10000.</summary>
    public static int CompareWriters(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
}
