using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Sealing;

/// <summary>
/// The content of a sealed segment: members are found in the table and inflated one by one, the last few are kept. A damaged member is a
/// hole; those around it are read. Used by one thread at a time.
/// </summary>
internal sealed class SealedContent : SegmentContent
{
    private const int MostKept = 4;
    private const int LargestKept = 256 << 10;

    private readonly FileOperations _files;
    private readonly SafeFileHandle _file;
    private readonly MemberTable _table;
    private readonly Dictionary<int, string> _bad = [];
    private readonly List<(int Number, byte[] Buffer)> _kept = [];

    private SealedContent(FileOperations files, string path, SafeFileHandle file, MemberTable table, string? problem)
        : base(path)
    {
        _files = files;
        _file = file;
        _table = table;
        Problem = problem;
    }

    public override bool IsSealed => true;

    public override long Length => _table.ContentLength;

    public override string? Problem { get; }

    /// <summary>How many members hold content.</summary>
    public int Members => _table.Count;

    /// <exception cref="IOException">The file can't be read.</exception>
    public static SealedContent Open(FileOperations files, string path)
    {
        SafeFileHandle file = files.OpenRead(path);
        try
        {
            long length = files.Length(file);
            if (ReadTable(files, file, length) is { } table) return new(files, path, file, table, problem: null);
            table = new MemberWalk(files, file, length).Run();
            return new(files, path, file, table, ProblemOf(table, length));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> target, long offset)
    {
        int number = _table.Find(offset);
        if (number == _table.Count || target.IsEmpty) return 0;
        Member member = _table[number];
        if (offset < member.Content || _bad.ContainsKey(number)) return 0;
        if (offset == member.Content && target.Length >= member.ContentLength && !_kept.Exists(kept => kept.Number == number))
        {
            return Inflate(number, member, target[..member.ContentLength]) ? member.ContentLength : 0;
        }

        return Copy(number, member, target, offset);
    }

    public override ContentHole? HoleAt(long offset)
    {
        int number = _table.Find(offset);
        if (number == _table.Count) return null;
        Member member = _table[number];
        if (_bad.TryGetValue(number, out string? reason)) return new(member.ContentEnd, offset == member.Content ? member.Lines : 0, reason);
        if (offset >= member.Content) return null;
        long start = number == 0 ? 0 : _table[number - 1].FileEnd;
        return new(member.Content, 0, string.Create(CultureInfo.InvariantCulture, $"bytes {start} to {member.File - 1} of the file are no gzip member of a sealed segment"));
    }

    /// <summary>Where in the content the member ends that holds a byte of it.</summary>
    public long MemberEnd(long offset) => _table.Find(offset) is var number && number < _table.Count ? _table[number].ContentEnd : Length;

    /// <summary>The parts of the file, by first byte and length, that are no good member and no good trailer. Reads all of it.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public List<(long Offset, long Length)> BadParts()
    {
        List<(long, long)> bad = [];
        long good = 0;
        for (int i = 0; i < _table.Count; i++)
        {
            Member member = _table[i];
            byte[] target = ArrayPool<byte>.Shared.Rent(member.ContentLength);
            bool isGood = !_bad.ContainsKey(i) && Inflate(i, member, target.AsSpan(0, member.ContentLength));
            ArrayPool<byte>.Shared.Return(target);
            if (!isGood) continue;
            if (member.File > good) bad.Add((good, member.File - good));
            good = member.FileEnd;
        }

        // With a trailer that is read the members end where it starts.
        long end = Problem is null ? _table.Count == 0 ? 0 : _table[_table.Count - 1].FileEnd : _files.Length(_file);
        if (end > good) bad.Add((good, end - good));
        return bad;
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        foreach ((_, byte[] buffer) in _kept) ArrayPool<byte>.Shared.Return(buffer);
        _kept.Clear();
    }

    private static string ProblemOf(MemberTable table, long length) => table.Count == 0
        ? string.Create(CultureInfo.InvariantCulture, $"the file of {length} bytes has no gzip member of a sealed segment; when gzip made it, unpack it with gzip -d")
        : string.Create(CultureInfo.InvariantCulture, $"the trailer at the end of the file, at byte {length}, is damaged or missing");

    private static MemberTable? ReadTable(FileOperations files, SafeFileHandle file, long length)
    {
        if (length < MemberTable.EndLength) return null;
        byte[] end = new byte[MemberTable.EndLength];
        if (!Fill(files, file, end, length - end.Length) || !MemberTable.TryReadEnd(end, length, out long start)) return null;
        byte[] trailer = new byte[length - start];
        return Fill(files, file, trailer, start) ? MemberTable.Read(trailer, start) : null;
    }

    private static bool Fill(FileOperations files, SafeFileHandle file, Span<byte> target, long offset)
    {
        int filled = 0;
        for (int read; filled < target.Length && (read = files.Read(file, target[filled..], offset + filled)) > 0; filled += read) { }
        return filled == target.Length;
    }

    private int Copy(int number, in Member member, Span<byte> target, long offset)
    {
        int at = (int)(offset - member.Content);
        int length = Math.Min(target.Length, member.ContentLength - at);
        int kept = _kept.FindIndex(one => one.Number == number);
        if (kept >= 0)
        {
            _kept[kept].Buffer.AsSpan(at, length).CopyTo(target);
            return length;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(member.ContentLength);
        if (!Inflate(number, member, buffer.AsSpan(0, member.ContentLength)))
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return 0;
        }

        buffer.AsSpan(at, length).CopyTo(target);
        Keep(number, buffer);
        return length;
    }

    // A member of one long line would fill the memory for nothing: it is read in one piece or given up after its last.
    private void Keep(int number, byte[] buffer)
    {
        _kept.Add((number, buffer));
        while (_kept.Count > MostKept || (_kept.Count > 1 && _kept[0].Buffer.Length > LargestKept))
        {
            ArrayPool<byte>.Shared.Return(_kept[0].Buffer);
            _kept.RemoveAt(0);
        }
    }

    private bool Inflate(int number, in Member member, Span<byte> target)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(member.FileLength);
        try
        {
            string? wrong = Fill(_files, _file, bytes.AsSpan(0, member.FileLength), member.File) ? Inflate(bytes, member, target) : "goes on behind the end of the file";
            if (wrong is not null) _bad[number] = string.Create(CultureInfo.InvariantCulture, $"the gzip member at byte {member.File} of the file {wrong}");
            return wrong is null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string? Inflate(byte[] bytes, in Member member, Span<byte> target)
    {
        if (!GzipMember.TryReadContent(bytes, member.File, member.FirstLine, out Member stated) || stated != member) return "has another header than the trailer says";
        return GzipMember.IsIntact(bytes.AsSpan(0, member.FileLength)) ? MemberInflater.Inflate(bytes, member.FileLength, target) : "does not fit its CRC-32C";
    }
}
