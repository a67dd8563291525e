using System.Buffers.Binary;
using System.Globalization;

namespace TrialKeep.Runtime.Keys;

/// <summary>The first 128 bits of a key's digest: how lines, indexes and messages name it. As text: 32 lower-case hexadecimal digits.</summary>
public readonly record struct KeyId(UInt128 Value) : IComparable<KeyId>
{
    /// <summary>Hexadecimal digits of the text form.</summary>
    public const int TextLength = 32;

    private const string Digits = "0123456789abcdef";

    /// <summary>Reads the 32 hexadecimal digits of the text form; false when there is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out KeyId id)
    {
        id = default;
        if (utf8.Length != TextLength || utf8.ContainsAnyInRange((byte)'A', (byte)'F')) return false;
        if (!ulong.TryParse(utf8[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong upper)) return false;
        if (!ulong.TryParse(utf8[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong lower)) return false;
        id = new(new UInt128(upper, lower));
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
    public override string ToString() => string.Create(TextLength, Value, static (text, value) =>
    {
        for (int i = TextLength - 1; i >= 0; i--, value >>= 4) text[i] = Digits[(int)(uint)value & 15];
    });

    /// <summary>Smaller in the order of the digits.</summary>
    public static bool operator <(KeyId left, KeyId right) => left.Value < right.Value;

    /// <summary>Smaller or equal in the order of the digits.</summary>
    public static bool operator <=(KeyId left, KeyId right) => left.Value <= right.Value;

    /// <summary>Larger in the order of the digits.</summary>
    public static bool operator >(KeyId left, KeyId right) => left.Value > right.Value;

    /// <summary>Larger or equal in the order of the digits.</summary>
    public static bool operator >=(KeyId left, KeyId right) => left.Value >= right.Value;
}
