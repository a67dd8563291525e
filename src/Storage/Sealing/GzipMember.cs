using System.Buffers.Binary;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Sealing;

/// <summary>
/// The bytes around the compressed data of a sealed segment's members (RFC 1952): a header of fixed form whose one extra field says what is
/// in the member, and the CRC-32 and length that gzip demands. Every bit of a header is known, so that a changed one is noticed.
/// </summary>
internal static class GzipMember
{
    /// <summary>Bytes of a header without its extra field: the fixed part, the length, and the subfield's name and length.</summary>
    public const int HeaderSize = 16;

    /// <summary>CRC-32 and length at the end of a member.</summary>
    public const int FooterSize = 8;

    /// <summary>Bytes of the subfield of a member with content.</summary>
    public const int ContentField = 24;

    /// <summary>The header of a member with content.</summary>
    public const int ContentHeader = HeaderSize + ContentField;

    /// <summary>The smallest member with content: an empty deflate block has two bytes.</summary>
    public const int Smallest = ContentHeader + 2 + FooterSize;

    /// <summary>Bytes of content after which a member ends at the next line feed.</summary>
    public const int ContentSize = 32 << 10;

    /// <summary>The most content of one member: the longest line.</summary>
    public const int MostContent = Line.Longest + 1;

    // Deflate makes at most 1032 bytes of one (zlib.net/zlib_tech.html); more can't be true and is not worth its memory.
    private const int MostRatio = 1032;
    private const int EmptySize = HeaderSize + 2 + FooterSize;

    /// <summary>The name of the subfield of a member with content.</summary>
    public static ReadOnlySpan<byte> Content => "TM"u8;

    /// <summary>The name of the subfield of a part of the table.</summary>
    public static ReadOnlySpan<byte> Index => "TI"u8;

    /// <summary>The name of the subfield of the last member.</summary>
    public static ReadOnlySpan<byte> End => "TE"u8;

    // Magic, deflate, an extra field, no time, no hint, no system.
    private static ReadOnlySpan<byte> Fixed => [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 255];

    /// <summary>Bytes of an empty member with a subfield of this size.</summary>
    public static int EmptyLength(int field) => EmptySize + field;

    /// <summary>Writes a header up to its subfield's data.</summary>
    public static void WriteHeader(Span<byte> target, ReadOnlySpan<byte> name, int field)
    {
        Fixed.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], (ushort)(field + 4));
        name.CopyTo(target[12..]);
        BinaryPrimitives.WriteUInt16LittleEndian(target[14..], (ushort)field);
    }

    /// <summary>Writes what follows the header of a member without content.</summary>
    public static void WriteEmpty(Span<byte> target)
    {
        target[..(2 + FooterSize)].Clear();
        target[0] = 3;
    }

    /// <summary>Whether a member without content stands here, whole, with a subfield of this name and size.</summary>
    public static bool IsEmpty(ReadOnlySpan<byte> member, ReadOnlySpan<byte> name, int field) =>
        member.Length >= EmptyLength(field) && IsHeader(member, name, field) && IsEmptyRest(member.Slice(HeaderSize + field, 2 + FooterSize));

    /// <summary>Writes the subfield of a member with content.</summary>
    /// <param name="target">Where.</param>
    /// <param name="member">The member.</param>
    /// <param name="checksum">CRC-32C of what follows the header.</param>
    public static void WriteContentField(Span<byte> target, in Member member, uint checksum)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, member.FileLength);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], member.ContentLength);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], member.Content);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], member.Lines);
        BinaryPrimitives.WriteUInt32LittleEndian(target[20..], checksum);
    }

    /// <summary>Whether what follows the header of a member with content is what was written, before it is inflated: some changes there make no difference to the content.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> member) =>
        BinaryPrimitives.ReadUInt32LittleEndian(member[(HeaderSize + 20)..]) == Checksum.Of(member[ContentHeader..], salt: 0);

    /// <summary>Reads the header of a member with content; false when it is none, or says what can't be.</summary>
    public static bool TryReadContent(ReadOnlySpan<byte> header, long file, int firstLine, out Member member)
    {
        member = default;
        if (header.Length < ContentHeader || !IsHeader(header, Content, ContentField)) return false;
        ReadOnlySpan<byte> field = header[HeaderSize..];
        member = new(
            BinaryPrimitives.ReadInt64LittleEndian(field[8..]),
            file,
            BinaryPrimitives.ReadInt32LittleEndian(field[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(field),
            firstLine,
            BinaryPrimitives.ReadInt32LittleEndian(field[16..]));
        return IsPossible(member);
    }

    /// <summary>Whether sizes can be those of a member.</summary>
    public static bool IsPossible(in Member member) =>
        member.FileLength >= Smallest
        && member.ContentLength is > 0 and <= MostContent
        && member.ContentLength <= (long)member.FileLength * MostRatio
        && member.Content >= 0
        && member.Content <= (member.File + 1) * MostRatio
        && member.Lines > 0
        && member.Lines <= member.ContentLength;

    private static bool IsHeader(ReadOnlySpan<byte> member, ReadOnlySpan<byte> name, int field) =>
        member.StartsWith(Fixed)
        && BinaryPrimitives.ReadUInt16LittleEndian(member[10..]) == field + 4
        && member[12..].StartsWith(name)
        && BinaryPrimitives.ReadUInt16LittleEndian(member[14..]) == field;

    private static bool IsEmptyRest(ReadOnlySpan<byte> rest) => rest[0] == 3 && !rest[1..].ContainsAnyExcept((byte)0);
}
