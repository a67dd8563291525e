using System.Buffers.Binary;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Sealing;

/// <summary>
/// The members of a sealed segment, in order, as its trailer says: empty gzip members whose extra fields hold the sizes of the members with
/// content, and a last one of fixed size that says where those begin.
/// </summary>
internal sealed class MemberTable
{
    /// <summary>Bytes of the last member.</summary>
    public static readonly int EndLength = GzipMember.EmptyLength(EndField);

    private const int EndField = 24;
    private const int Entry = 12;
    private const int MostEntries = (ushort.MaxValue - 4) / Entry;

    private readonly ChunkedList<Member> _members = new();

    public int Count => _members.Count;

    /// <summary>The bytes of content.</summary>
    public long ContentLength { get; private set; }

    public Member this[int number] => _members[number];

    public void Add(in Member member)
    {
        _members.Add(member);
        ContentLength = Math.Max(ContentLength, member.ContentEnd);
    }

    /// <summary>The member with this byte of the content, or the first one behind it.</summary>
    public int Find(long offset)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_members[middle].ContentEnd > offset) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>The trailer: what follows the members with content.</summary>
    public byte[] ToTrailer()
    {
        int parts = PartsOf(Count);
        byte[] trailer = new byte[LengthOf(Count)];
        byte[] entries = new byte[Count * Entry];
        for (int i = 0; i < Count; i++) WriteEntry(entries.AsSpan(i * Entry), _members[i]);
        int at = 0;
        for (int part = 0; part < parts; part++)
        {
            ReadOnlySpan<byte> own = entries.AsSpan(part * MostEntries * Entry, SizeOf(part, Count));
            GzipMember.WriteHeader(trailer.AsSpan(at), GzipMember.Index, own.Length);
            own.CopyTo(trailer.AsSpan(at + GzipMember.HeaderSize));
            GzipMember.WriteEmpty(trailer.AsSpan(at + GzipMember.HeaderSize + own.Length));
            at += GzipMember.EmptyLength(own.Length);
        }

        WriteEnd(trailer.AsSpan(at), entries);
        return trailer;
    }

    /// <summary>Reads where the table begins from the last bytes of a file; false when they are no trailer's.</summary>
    public static bool TryReadEnd(ReadOnlySpan<byte> end, long fileLength, out long start)
    {
        start = -1;
        if (!GzipMember.IsEmpty(end, GzipMember.End, EndField)) return false;
        ReadOnlySpan<byte> field = end[GzipMember.HeaderSize..];
        int count = BinaryPrimitives.ReadInt32LittleEndian(field[16..]);
        start = BinaryPrimitives.ReadInt64LittleEndian(field);
        return count >= 0 && count <= Math.Min(fileLength / GzipMember.Smallest, Array.MaxLength / Entry) && start >= 0 && start + LengthOf(count) == fileLength;
    }

    /// <summary>Reads a trailer, from its first part to the end of the file; null when it is damaged.</summary>
    public static MemberTable? Read(ReadOnlySpan<byte> trailer, long start)
    {
        ReadOnlySpan<byte> end = trailer[^EndLength..].Slice(GzipMember.HeaderSize, EndField);
        int count = BinaryPrimitives.ReadInt32LittleEndian(end[16..]);
        byte[] entries = new byte[count * Entry];
        int at = 0;
        for (int part = 0; part < PartsOf(count); part++)
        {
            int size = SizeOf(part, count);
            if (!GzipMember.IsEmpty(trailer[at..], GzipMember.Index, size)) return null;
            trailer.Slice(at + GzipMember.HeaderSize, size).CopyTo(entries.AsSpan(part * MostEntries * Entry));
            at += GzipMember.EmptyLength(size);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(end[20..]) != ChecksumOf(entries, end)) return null;
        MemberTable table = new();
        return table.TryTake(entries) && table.ContentLength == BinaryPrimitives.ReadInt64LittleEndian(end[8..]) && table.FileEnd == start ? table : null;
    }

    private long FileEnd => Count == 0 ? 0 : _members[Count - 1].FileEnd;

    private bool TryTake(ReadOnlySpan<byte> entries)
    {
        int lines = 0;
        for (; entries.Length > 0; entries = entries[Entry..])
        {
            Member member = new(
                ContentLength,
                FileEnd,
                BinaryPrimitives.ReadInt32LittleEndian(entries),
                BinaryPrimitives.ReadInt32LittleEndian(entries[4..]),
                lines,
                BinaryPrimitives.ReadInt32LittleEndian(entries[8..]));
            if (!GzipMember.IsPossible(member)) return false;
            lines += member.Lines;
            Add(member);
        }

        return true;
    }

    private static void WriteEntry(Span<byte> target, in Member member)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, member.ContentLength);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], member.FileLength);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], member.Lines);
    }

    private void WriteEnd(Span<byte> target, ReadOnlySpan<byte> entries)
    {
        GzipMember.WriteHeader(target, GzipMember.End, EndField);
        Span<byte> field = target.Slice(GzipMember.HeaderSize, EndField);
        BinaryPrimitives.WriteInt64LittleEndian(field, FileEnd);
        BinaryPrimitives.WriteInt64LittleEndian(field[8..], ContentLength);
        BinaryPrimitives.WriteInt32LittleEndian(field[16..], Count);
        BinaryPrimitives.WriteUInt32LittleEndian(field[20..], ChecksumOf(entries, field));
        GzipMember.WriteEmpty(target[(GzipMember.HeaderSize + EndField)..]);
    }

    // Of the entries, salted with that of the other numbers of the last member: one changed bit anywhere is noticed.
    private static uint ChecksumOf(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> end) => Checksum.Of(entries, salt: Checksum.Of(end[..20], salt: 0));

    private static int PartsOf(int count) => Math.Max(1, (count + MostEntries - 1) / MostEntries);

    private static int SizeOf(int part, int count) => Math.Min(MostEntries, count - part * MostEntries) * Entry;

    private static long LengthOf(int count) => (long)PartsOf(count) * GzipMember.EmptyLength(0) + (long)count * Entry + EndLength;
}
