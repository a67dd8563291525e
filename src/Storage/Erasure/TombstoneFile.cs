using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Erasure;

/// <summary>erased.jsonl beside trialkeep.json: the tombstones, which no deletion of a run takes along. Replaced whole while erased.lock is held.</summary>
internal static class TombstoneFile
{
    public static string PathIn(StoreContext store) => Path.Combine(store.Folder, "erased.jsonl");

    /// <summary>How long the file is, which each erasure makes longer; 0 when there is none.</summary>
    public static long LengthIn(StoreContext store) => new FileInfo(PathIn(store)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Takes the lock of whoever erases.</summary>
    /// <exception cref="StoreException">Another process has been erasing for long, or the lock can't be created.</exception>
    public static SafeFileHandle Lock(StoreContext store)
    {
        string path = Path.Combine(store.Folder, "erased.lock");
        return SystemErrors.Write(path, () => LockWait.Until(store.Options.Time, () => store.Files.TryLock(path),
            seconds => new(Problem.Busy, $"Another process has been erasing from '{store.Folder}' for {seconds} s; wait for it or stop it.", path)));
    }

    /// <summary>All tombstones, oldest first; none when nothing was ever erased.</summary>
    /// <exception cref="StoreException">The file is damaged: what was erased must not come back because nobody could tell.</exception>
    public static List<Tombstone> Read(StoreContext store)
    {
        string path = PathIn(store);
        List<Tombstone> tombstones = [];
        if (!File.Exists(path)) return tombstones;
        DamageLog damage = new();
        using SegmentReader reader = new(store.Files, path, salt: 0, damage);
        try
        {
            while (reader.Next())
            {
                if (reader.Kind == LineKind.Tombstone && TombstoneLine.Read(reader.Line) is { } tombstone) tombstones.Add(tombstone);
            }
        }
        catch (ExperimentDataException error)
        {
            throw Damaged(reader, error.Problem, error);
        }

        if (reader.Header is null) throw Damaged(reader, "its header does not fit its checksum");
        if (damage.ToReport() is { Lines: [var line, ..] }) throw Damaged(reader, line.Reason);
        return reader.GoodEnd == reader.Length && reader.Seal is not null ? tombstones : throw Damaged(reader, "it is cut off");
    }

    /// <summary>Adds tombstones, each once. The caller holds the lock.</summary>
    /// <exception cref="StoreException">The file is damaged or can't be written.</exception>
    public static void Add(StoreContext store, IEnumerable<Tombstone> added)
    {
        List<Tombstone> all = Read(store);
        HashSet<(ErasedSubject, Runtime.Keys.KeyId, string?, Runtime.Keys.KeyId)> known = [.. all.Select(static one => (one.Of, one.Id, one.Experiment, one.By))];
        int before = all.Count;
        all.AddRange(added.Where(one => known.Add((one.Of, one.Id, one.Experiment, one.By))));
        if (all.Count > before) SystemErrors.Write(PathIn(store), () => WholeFile.Replace(store.Files, PathIn(store), Lines(all)));
    }

    /// <summary>Writes other reasons: a text that is erased may stand in them. The caller holds the lock.</summary>
    /// <exception cref="StoreException">The file is damaged or can't be written.</exception>
    public static void Mask(StoreContext store, TextSearch text)
    {
        List<Tombstone> all = Read(store);
        if (all.Exists(one => text.IsIn(one.Reason))) SystemErrors.Write(PathIn(store), () => WholeFile.Replace(store.Files, PathIn(store), Lines([.. all.Select(one => one with { Reason = text.Mask(one.Reason) })])));
    }

    private static StoreException Damaged(SegmentReader reader, string reason, Exception? cause = null) =>
        new(Problem.Damaged, $"'{reader.Path}', which says what was erased and must not come back, is damaged ({reason.TrimEnd('.')}); restore it from a copy.", reader.Path, reader.LineNumber, reader.Offset, cause);

    private static List<ReadOnlyMemory<byte>> Lines(List<Tombstone> tombstones)
    {
        JsonSpanWriter header = JsonSpanWriter.Rent(shared: null);
        header.Raw(",\"format\":"u8);
        header.Value(SegmentHeader.NewestFormat);
        header.Raw(",\"stream\":\"erased\""u8);
        byte[] first = ToLine(LineKind.Header, 0, ref header);
        List<ReadOnlyMemory<byte>> lines = [first];
        for (int i = 0; i < tombstones.Count; i++)
        {
            JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
            TombstoneLine.Write(ref body, tombstones[i]);
            lines.Add(ToLine(LineKind.Tombstone, i + 1, ref body));
        }

        // A file that lost its last lines would be as good as any.
        using IncrementalHash content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> line in lines) content.AppendData(line.Span);
        lines.Add(new Seal(lines.Count, lines.Sum(static line => (long)line.Length), new(content.GetHashAndReset())).ToLine(tombstones.Count, salt: 0));
        return lines;
    }

    private static byte[] ToLine(LineKind kind, long sequence, ref JsonSpanWriter body)
    {
        byte[] line = new byte[Line.Bound(body.Written.Length)];
        int length = Line.Write(line, kind, sequence, body.Written, salt: 0);
        body.Return();
        return line[..length];
    }
}
