using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Unicode;
using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Runtime.Keys;

/// <summary>
/// The buffer that a native key is the SHA-256 of. Counts and lengths are u32 little endian; text is a length and UTF-8 bytes; each value
/// starts with its tag. Nothing here depends on culture, on a JSON encoder or on the process. The format is in docs/keys.md.
/// </summary>
public ref struct KeyWriter
{
    private const ulong CanonicalDoubleNaN = 0x7FF8000000000000;
    private const uint CanonicalSingleNaN = 0x7FC00000;

    [ThreadStatic]
    private static byte[]? t_cached;

    private byte[] _buffer;
    private int _length;
    private ReadOnlySpan<byte> _baseId;
    private ReadOnlySpan<byte> _derivedTag;
    private uint _baseVersion;

    /// <summary>A writer on this thread's buffer; <see cref="Return"/> gives it back.</summary>
    public static KeyWriter Rent()
    {
        byte[] buffer = t_cached ?? new byte[4096];
        t_cached = null;
        return new() { _buffer = buffer };
    }

    /// <summary>Gives the buffer back; the writer is not to be used afterwards.</summary>
    public void Return()
    {
        if (_buffer.Length <= 1 << 20) t_cached = _buffer;
        _buffer = [];
    }

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>The SHA-256 of what was written.</summary>
    public readonly Digest ToDigest() => Digest.Of(Written);

    /// <summary>
    /// The head of a type: at the start of the buffer str(schema id), u32 KeyVersion, u32 count of parts; elsewhere tag 14, str(id),
    /// u32 KeyVersion (0 without an id), str(tag of the derived type), u32 count of parts.
    /// </summary>
    /// <param name="schemaId">The schema id, UTF-8; empty for a part without one.</param>
    /// <param name="keyVersion">The <c>KeyVersion</c> of the type.</param>
    /// <param name="parts">How many parts follow; those omitted by <c>Since</c> do not count.</param>
    public void Begin(scoped ReadOnlySpan<byte> schemaId, uint keyVersion, uint parts)
    {
        if (_derivedTag.IsEmpty)
        {
            Head(schemaId, keyVersion, default, parts);
            return;
        }

        ReadOnlySpan<byte> tag = _derivedTag;
        _derivedTag = default;
        Head(_baseId, _baseVersion, tag, parts);
    }

    /// <summary>
    /// The next <see cref="Begin"/> is that of a derived type, keyed as its base: the head has the base's id and version, and the tag. At the
    /// start of the buffer, where the head has no place for it, the tag is a first part without a name.
    /// </summary>
    /// <param name="schemaId">The schema id of the base, UTF-8.</param>
    /// <param name="keyVersion">The <c>KeyVersion</c> of the base.</param>
    /// <param name="tag">The tag, UTF-8, not empty.</param>
    public void BeginDerived(ReadOnlySpan<byte> schemaId, uint keyVersion, ReadOnlySpan<byte> tag)
    {
        _baseId = schemaId;
        _baseVersion = keyVersion;
        _derivedTag = tag;
    }

    private void Head(scoped ReadOnlySpan<byte> schemaId, uint keyVersion, scoped ReadOnlySpan<byte> derivedTag, uint parts)
    {
        if (_length == 0)
        {
            RawText(schemaId);
            RawUInt32(keyVersion);
            RawUInt32(derivedTag.IsEmpty ? parts : parts + 1);
            if (derivedTag.IsEmpty) return;
            RawText(default(ReadOnlySpan<byte>));
            Tag(KeyTag.Text);
            RawText(derivedTag);
        }
        else
        {
            Tag(KeyTag.Nested);
            RawText(schemaId);
            RawUInt32(schemaId.IsEmpty ? 0 : keyVersion);
            RawText(derivedTag);
            RawUInt32(parts);
        }
    }

    /// <summary>
    /// The key of a type whose key is a text of joined parts: at the start of the buffer str("joined"), str(schema id), i64 KeyVersion,
    /// str(text), which is the composite digest "joined"; inside another type's key a nested value with the one part <c>joined</c>.
    /// </summary>
    public void Joined(scoped ReadOnlySpan<byte> schemaId, uint keyVersion, string text)
    {
        if (_length == 0)
        {
            RawText("joined"u8);
            RawText(schemaId);
            RawInt64(keyVersion);
            RawText(text.AsSpan());
            return;
        }

        Begin(schemaId, keyVersion, 1);
        Part("joined"u8);
        Value(text);
    }

    /// <summary>14 or 15: the key of an annotated value inside this key.</summary>
    public void Nested<T>(T value)
        where T : IKeyed<T> => T.WriteKey(ref this, value);

    /// <summary>The name of the part whose value follows, UTF-8.</summary>
    public void Part(scoped ReadOnlySpan<byte> name) => RawText(name);

    /// <summary>00: null.</summary>
    public void Null() => Tag(KeyTag.Null);

    /// <summary>01: text.</summary>
    public void Value(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        Tag(KeyTag.Text);
        RawText(value);
    }

    /// <summary>01: one UTF-16 unit as text.</summary>
    public void Value(char value)
    {
        Tag(KeyTag.Text);
        RawText([value]);
    }

    /// <summary>02: an integer in decimal.</summary>
    public void Value(long value)
    {
        Tag(KeyTag.Integer);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out int written);
        RawText(digits[..written]);
    }

    /// <summary>02: an integer in decimal.</summary>
    public void Value(ulong value)
    {
        Tag(KeyTag.Integer);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out int written);
        RawText(digits[..written]);
    }

    /// <summary>02: an integer in decimal.</summary>
    public void Value(int value) => Value((long)value);

    /// <summary>02: an integer in decimal.</summary>
    public void Value(uint value) => Value((ulong)value);

    /// <summary>02: an integer of any size in decimal.</summary>
    public void Value(BigInteger value) => Text(KeyTag.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>02: an integer in decimal.</summary>
    public void Value(Int128 value) => Text(KeyTag.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>02: an integer in decimal.</summary>
    public void Value(UInt128 value) => Text(KeyTag.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>03: the 8 bytes of a double, with one zero and one NaN.</summary>
    public void Value(double value)
    {
        Tag(KeyTag.Double);
        ulong bits = double.IsNaN(value) ? CanonicalDoubleNaN : value == 0 ? 0 : BitConverter.DoubleToUInt64Bits(value);
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), bits);
    }

    /// <summary>04: the 4 bytes of a float, with one zero and one NaN.</summary>
    public void Value(float value)
    {
        Tag(KeyTag.Single);
        uint bits = float.IsNaN(value) ? CanonicalSingleNaN : value == 0 ? 0 : BitConverter.SingleToUInt32Bits(value);
        BinaryPrimitives.WriteUInt32LittleEndian(Take(4), bits);
    }

    /// <summary>05 or 06: false or true.</summary>
    public void Value(bool value) => Tag(value ? KeyTag.True : KeyTag.False);

    /// <summary>07: a decimal without exponent; zero has no sign.</summary>
    public void Value(decimal value, Scale scale)
    {
        Tag(KeyTag.Decimal);
        if (value == 0) value = decimal.Abs(value);
        Span<byte> digits = stackalloc byte[32];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        digits = digits[..written];
        if (scale == Scale.Trim && digits.Contains((byte)'.')) digits = digits.TrimEnd((byte)'0').TrimEnd((byte)'.');
        RawText(digits);
    }

    /// <summary>08: a moment, as UTC ticks of 100 ns.</summary>
    public void Value(DateTimeOffset value) => Ticks(KeyTag.DateTimeOffset, value.UtcTicks);

    /// <summary>09: a date as yyyy-MM-dd.</summary>
    public void Value(DateOnly value) => Text(KeyTag.Date, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>0A: a time of day in ticks.</summary>
    public void Value(TimeOnly value) => Ticks(KeyTag.Time, value.Ticks);

    /// <summary>0B: a span of time in ticks.</summary>
    public void Value(TimeSpan value) => Ticks(KeyTag.Duration, value.Ticks);

    /// <summary>0C: a GUID in lower-case "D" form.</summary>
    public void Value(Guid value)
    {
        Tag(KeyTag.Guid);
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out _, "D");
        RawText(text);
    }

    /// <summary>0D: a URI as it was written.</summary>
    public void Value(Uri? value) => TextOrNull(KeyTag.Uri, value?.OriginalString);

    /// <summary>0E: a version.</summary>
    public void Value(Version? value) => TextOrNull(KeyTag.Version, value?.ToString());

    /// <summary>0F: the C# name of an enum value, UTF-8; flags sorted and joined by commas.</summary>
    public void Enum(scoped ReadOnlySpan<byte> name)
    {
        Tag(KeyTag.Enum);
        RawText(name);
    }

    /// <summary>10: bytes.</summary>
    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        Tag(KeyTag.Bytes);
        RawText(value);
    }

    /// <summary>11: a list; its values follow.</summary>
    public void List(int count)
    {
        Tag(KeyTag.List);
        RawUInt32((uint)count);
    }

    /// <summary>12: a set; write each element, telling the result after each, and complete it.</summary>
    public SortedKeyEntries Set(int count) => Sorted(KeyTag.Set, count);

    /// <summary>13: a map; write each key and value, telling the result after each pair, and complete it.</summary>
    public SortedKeyEntries Map(int count) => Sorted(KeyTag.Map, count);

    /// <summary>15: a template: its id, then the name and value of each argument, sorted by name.</summary>
    public void Template(Digest id, int arguments)
    {
        Tag(KeyTag.Template);
        Raw(id.AsSpan());
        RawUInt32((uint)arguments);
    }

    internal readonly int Length => _length;

    internal readonly Span<byte> From(int start) => _buffer.AsSpan(start, _length - start);

    internal void Raw(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    internal void RawInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    internal void RawUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    internal void RawText(scoped ReadOnlySpan<byte> utf8)
    {
        Span<byte> target = Take(4 + utf8.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)utf8.Length);
        utf8.CopyTo(target[4..]);
    }

    internal void RawText(scoped ReadOnlySpan<char> text)
    {
        Reserve(checked(4 + text.Length * 3));
        Span<byte> target = _buffer.AsSpan(_length);
        if (Utf8.FromUtf16(text, target[4..], out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw new ExperimentDataException("A key part has an unpaired surrogate, which UTF-8 can not hold; repair the text where it is read.");
        }

        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)written);
        _length += 4 + written;
    }

    private SortedKeyEntries Sorted(KeyTag tag, int count)
    {
        Tag(tag);
        RawUInt32((uint)count);
        return new(_length, count);
    }

    private void Ticks(KeyTag tag, long ticks)
    {
        Tag(tag);
        RawInt64(ticks);
    }

    private void Text(KeyTag tag, string text)
    {
        Tag(tag);
        RawText(text.AsSpan());
    }

    private void TextOrNull(KeyTag tag, string? text)
    {
        if (text is null) Null();
        else Text(tag, text);
    }

    private void Tag(KeyTag tag) => Take(1)[0] = (byte)tag;

    private Span<byte> Take(int count)
    {
        Reserve(count);
        Span<byte> taken = _buffer.AsSpan(_length, count);
        _length += count;
        return taken;
    }

    private void Reserve(int count)
    {
        if (count > _buffer.Length - _length) GrowingBuffer.Grow(ref _buffer, _length, count);
    }
}
