using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TrialKeep.Runtime.Keys;

/// <summary>The first 128 bits of a key's digest: how lines, indexes and messages name it. As text: 32 lower-case hexadecimal digits.</summary>
public readonly record struct KeyId(UInt128 Value) : IComparable<KeyId>
{
    /// <summary>Hexadecimal digits of the text form.</summary>
    public const int TextLength = 32;

    /// <summary>Reads the 32 hexadecimal digits of the text form; false when there is anything else.</summary>
    // Every line has several, and ten thousand lines are read before the run-time would compile this, or what it has for that, again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> utf8, out KeyId id)
    {
        id = default;
        if (utf8.Length != TextLength) return false;
        Vector128<byte> bad = Vector128<byte>.Zero;
        Vector128<ushort> upper = Bytes(Vector128.Create(utf8[..Vector128<byte>.Count]), ref bad);
        Vector128<ushort> lower = Bytes(Vector128.Create(utf8[Vector128<byte>.Count..]), ref bad);
        if (bad != Vector128<byte>.Zero) return false;
        Span<byte> bytes = stackalloc byte[TextLength / 2];
        Vector128.Narrow(upper, lower).CopyTo(bytes);
        id = new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return true;
    }

    // Two digits make a byte, the first one its upper half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Bytes(Vector128<byte> digits, ref Vector128<byte> bad)
    {
        Vector128<byte> number = digits - Vector128.Create((byte)'0');
        Vector128<byte> letter = digits - Vector128.Create((byte)'a');
        Vector128<byte> isNumber = Vector128.LessThan(number, Vector128.Create((byte)10));
        bad |= ~(isNumber | Vector128.LessThan(letter, Vector128.Create((byte)6)));
        Vector128<ushort> pairs = Vector128.ConditionalSelect(isNumber, number, letter + Vector128.Create((byte)10)).AsUInt16();
        return (BitConverter.IsLittleEndian ? (pairs << 4) | (pairs >>> 8) : (pairs >>> 4) | pairs) & Vector128.Create((ushort)0xFF);
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
