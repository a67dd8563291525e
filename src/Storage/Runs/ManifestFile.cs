using System.Collections.Immutable;
using System.Globalization;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Redaction;

namespace TrialKeep.Storage.Runs;

/// <summary>manifest.jsonl: a header and one line a generation.</summary>
internal static class ManifestFile
{
    private const int PieceSize = 1 << 20;

    public static void Write(StoreContext store, RunFolder run, Manifest manifest) =>
        WholeFile.Replace(store.Files, run.ManifestFile, Pieces(run, manifest, store.Redaction));

    /// <exception cref="StoreException">The file is damaged, missing or unreadable.</exception>
    public static Manifest Read(FileOperations files, RunFolder run, Digest expected)
    {
        ImmutableArray<ManifestEntry>.Builder entries = ImmutableArray.CreateBuilder<ManifestEntry>();
        using SegmentReader reader = new(files, run.ManifestFile, SaltOf(expected), new DamageLog());
        while (reader.Next())
        {
            if (reader.Kind == LineKind.Generation) entries.Add(ReadEntry(reader.Line));
        }

        Manifest manifest = new(entries.ToImmutable());
        return manifest.Digest == expected && reader.GoodEnd == reader.Length ? manifest : throw Damaged(run, entries.Count, reader);
    }

    /// <summary>Whether the first line is the header.</summary>
    /// <exception cref="StoreException">The file can't be read.</exception>
    public static bool HasHeader(FileOperations files, RunFolder run)
    {
        using SegmentReader reader = new(files, run.ManifestFile, salt: 0, new DamageLog());
        return reader.Header is not null;
    }

    /// <summary>The good lines, whatever is wrong with the others.</summary>
    /// <exception cref="StoreException">The file can't be read.</exception>
    public static SalvagedManifest Salvage(FileOperations files, RunFolder run)
    {
        SortedDictionary<long, ManifestEntry> lines = [];
        // The salt is the beginning of the digest, and so are the digits of the run's id.
        uint salt = uint.Parse(run.Id.Text.AsSpan(run.Id.Text.Length - 16, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        using SegmentReader reader = new(files, run.ManifestFile, salt, new DamageLog());
        while (reader.Next())
        {
            if (reader.Kind == LineKind.Generation) lines.TryAdd(reader.Sequence, ReadEntry(reader.Line));
        }

        return new(lines);
    }

    /// <summary>The generations in plan order, one at a time.</summary>
    /// <exception cref="StoreException">The file is damaged, which is told at its end at the latest, missing or unreadable.</exception>
    public static IEnumerable<KeyId> Keys(FileOperations files, RunFolder run, Digest expected)
    {
        using SegmentReader reader = new(files, run.ManifestFile, SaltOf(expected), new DamageLog());
        using ManifestDigest digest = new();
        int count = 0;
        while (reader.Next())
        {
            if (reader.Kind != LineKind.Generation) continue;
            KeyId key = KeyOf(reader);
            digest.Add(key);
            count++;
            yield return key;
        }

        if (digest.Finish() != expected || reader.GoodEnd != reader.Length) throw Damaged(run, count, reader);
    }

    private static KeyId KeyOf(SegmentReader reader)
    {
        int at = reader.Body;
        return ReuseLine.TryKey(reader.Line, ref at, out KeyId key) ? key : throw new StoreException(Problem.Damaged, $"Line {reader.LineNumber} of '{reader.Path}' names no generation; restore the file from a copy.", reader.Path, reader.LineNumber, reader.Offset);
    }

    private static StoreException Damaged(RunFolder run, int entries, SegmentReader reader) => new(
        Problem.Damaged,
        string.Create(CultureInfo.InvariantCulture, $"'{run.ManifestFile}' does not hold the generations that '{run.RunFile}' names; restore it from a copy, or start a new run, which reuses what this one has."),
        run.ManifestFile,
        line: entries + 2,
        offset: reader.GoodEnd);

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(RunFolder run, Manifest manifest, RedactorChain? redaction)
    {
        byte[] piece = new byte[PieceSize];
        uint salt = SaltOf(manifest.Digest);
        int length = WriteHeader(ref piece, run, manifest, salt);
        long sequence = 0;
        foreach (ManifestEntry entry in manifest.Entries)
        {
            length += WriteEntry(ref piece, length, ++sequence, Redacted(entry, redaction), salt);
            if (length < PieceSize / 2) continue;
            yield return piece.AsMemory(0, length);
            length = 0;
        }

        yield return piece.AsMemory(0, length);
    }

    private static int WriteHeader(ref byte[] piece, RunFolder run, Manifest manifest, uint salt)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        body.Raw(",\"format\":"u8);
        body.Value(SegmentHeader.NewestFormat);
        body.Raw(",\"run\":"u8);
        body.Value(run.Id.Text);
        body.Raw(",\"stream\":\"manifest\",\"salt\":"u8);
        body.Value(salt.ToString("x8", CultureInfo.InvariantCulture));
        body.Raw(",\"digest\":"u8);
        body.Value(manifest.Digest.ToString());
        body.Raw(",\"generations\":"u8);
        body.Value(manifest.Entries.Count);
        return Finish(ref piece, 0, LineKind.Header, 0, ref body, salt: 0);
    }

    private static ManifestEntry Redacted(ManifestEntry entry, RedactorChain? redaction) =>
        redaction is null ? entry : entry with { Item = redaction.Identify(entry.Item), Variant = redaction.Identify(entry.Variant) };

    private static int WriteEntry(ref byte[] piece, int at, long sequence, ManifestEntry entry, uint salt)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        body.Raw(",\"key\":"u8);
        body.Value(entry.Key);
        body.Raw(",\"item\":"u8);
        body.Value(entry.Item);
        body.Raw(",\"variant\":"u8);
        body.Value(entry.Variant);
        body.Raw(",\"sample\":"u8);
        body.Value(entry.Sample);
        return Finish(ref piece, at, LineKind.Generation, sequence, ref body, salt);
    }

    private static int Finish(ref byte[] piece, int at, LineKind kind, long sequence, ref JsonSpanWriter body, uint salt)
    {
        int bound = Line.Bound(body.Written.Length);
        if (bound > piece.Length - at) Array.Resize(ref piece, checked(at + bound));
        int length = Line.Write(piece.AsSpan(at), kind, sequence, body.Written, salt);
        body.Return();
        return length;
    }

    private static ManifestEntry ReadEntry(ReadOnlySpan<byte> line)
    {
        KeyId key = default;
        string item = "";
        string variant = "";
        int sample = 0;
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("key"u8)) key = reader.ReadKeyId();
            else if (member.SequenceEqual("item"u8)) item = reader.ReadString();
            else if (member.SequenceEqual("variant"u8)) variant = reader.ReadString();
            else if (member.SequenceEqual("sample"u8)) sample = reader.ReadInteger<int>();
            else reader.Skip();
        }

        return new(key, item, variant, sample);
    }

    private static uint SaltOf(Digest manifest) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(manifest.AsSpan());
}
