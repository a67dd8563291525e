using System.Buffers;
using System.Buffers.Binary;

namespace TrialKeep.Runtime.Keys;

/// <summary>The first 128 bits of a key's digest: how lines, indexes and messages name it. As text: 32 lower-case hexadecimal digits.</summary>
public readonly record struct KeyId(UInt128 Value) : IComparable<KeyId>
{
    /// <summary>Hexadecimal digits of the text form.</summary>
    public const int TextLength = 32;

    /// <summary>Reads the 32 hexadecimal digits of the text form; false when there is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out KeyId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[TextLength / 2];
        if (utf8.Length != TextLength || utf8.ContainsAnyInRange((byte)'A', (byte)'F')) return false;
        if (Convert.FromHexString(utf8, bytes, out _, out _) != OperationStatus.Done) return false;
        id = new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return true;
    }

    /// <summary>Writes the 32 hexadecimal digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too small.</exception>
    public void Format(Span<byte> utf8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(utf8.Length, TextLength);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        Convert.TryToHexStringLower(bytes, utf8, out _);
    }

    /// <inheritdoc/>
    public int CompareTo(KeyId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(uint)(ulong)Value;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[TextLength / 2];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Smaller in the order of the digits.</summary>
    public static bool operator <(KeyId left, KeyId right) => left.Value < right.Value;

    /// <summary>Smaller or equal in the order of the digits.</summary>
    public static bool operator <=(KeyId left, KeyId right) => left.Value <= right.Value;

    /// <summary>Larger in the order of the digits.</summary>
    public static bool operator >(KeyId left, KeyId right) => left.Value > right.Value;

    /// <summary>Larger or equal in the order of the digits.</summary>
    public static bool operator >=(KeyId left, KeyId right) => left.Value >= right.Value;
}
