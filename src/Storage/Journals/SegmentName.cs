using System.Buffers.Binary;
using System.Globalization;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>One file of a writer's stream: <c>&lt;writer&gt;-&lt;six digits&gt;.jsonl</c>, or with <c>.gz</c> once it is sealed.</summary>
internal sealed record SegmentName(StreamName Stream, string Writer, int Number) : IComparable<SegmentName>
{
    public const string Extension = ".jsonl";
    public const string SealedExtension = Extension + ".gz";

    // A folder of fewer files is listed by one call of the system, which no rename can interrupt.
    private const int MostAtOnce = 256;
    private const int NumberDigits = 6;

    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Writer}-{Number:D6}{Extension}");

    /// <summary>The plain file, which is also what identifies the segment when it is sealed.</summary>
    public string Path => System.IO.Path.Combine(Stream.Folder, FileName);

    /// <summary>The sealed file.</summary>
    public string SealedPath => Path + SealedExtension[Extension.Length..];

    /// <summary>Whether there was a sealed file and no plain one when the segments were listed.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The file that was there when the segments were listed.</summary>
    public string ListedPath => IsSealed ? SealedPath : Path;

    /// <summary>The file that is there now, for messages.</summary>
    public string FoundPath => File.Exists(Path) || !File.Exists(SealedPath) ? Path : SealedPath;

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

    public SegmentName Next => this with { Number = Number + 1, IsSealed = false };

    public static bool IsWriter(ReadOnlySpan<char> text) => text.Length >= 5 && text[0] == 'w' && !text[1..].ContainsAnyExceptInRange('0', '9');

    public static bool TryParse(StreamName stream, ReadOnlySpan<char> fileName, out SegmentName? name)
    {
        name = null;
        bool isSealed = fileName.EndsWith(SealedExtension, StringComparison.Ordinal);
        if (!isSealed && !fileName.EndsWith(Extension, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> stem = fileName[..^(isSealed ? SealedExtension : Extension).Length];
        int dash = stem.IndexOf('-');
        if (dash < 0 || !IsWriter(stem[..dash]) || stem.Length - dash - 1 < NumberDigits) return false;
        if (!int.TryParse(stem[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return false;
        name = new(stream, stem[..dash].ToString(), number) { IsSealed = isSealed };
        return true;
    }

    /// <summary>The segments of a stream, by writer and number; none when there is no folder. Of a segment that is there twice the plain file counts.</summary>
    public static List<SegmentName> List(StreamName stream)
    {
        if (!Directory.Exists(stream.Folder)) return [];
        Dictionary<string, SegmentName> names = [];
        // One that is sealed during a long listing could be missed under both names; it is there at the second one.
        if (Take(stream, names) > MostAtOnce) Take(stream, names);
        List<SegmentName> sorted = [.. names.Values];
        sorted.Sort();
        return sorted;
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

    private static int Take(StreamName stream, Dictionary<string, SegmentName> names)
    {
        int count = 0;
        foreach (string path in Directory.EnumerateFiles(stream.Folder))
        {
            count++;
            if (!TryParse(stream, System.IO.Path.GetFileName(path.AsSpan()), out SegmentName? name)) continue;
            if (!names.TryAdd(name!.FileName, name) && !name.IsSealed) names[name.FileName] = name;
        }

        return count;
    }
}
