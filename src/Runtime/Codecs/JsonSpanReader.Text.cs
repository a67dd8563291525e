using System.Buffers;
using System.Text;

namespace TrialKeep.Runtime.Codecs;

// Strings: their end, their escapes, their UTF-8.
public ref partial struct JsonSpanReader
{
    private static readonly SearchValues<byte> s_stringEnds = SearchValues.Create(
        [(byte)'"', (byte)'\\', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name that <see cref="NextMember"/> gave, as text.</summary>
    public string Name(scoped ReadOnlySpan<byte> name) => Decode(name, _levels[_depth - 1].Name);

    // The reader is at the opening quote; the bytes are without escapes, not yet checked as UTF-8.
    private ReadOnlySpan<byte> StringBytes()
    {
        int start = _at + 1;
        int length = _json[start..].IndexOfAny(s_stringEnds);
        if (length < 0) throw Error("A text has no closing quote.");
        if (_json[start + length] == '"')
        {
            _at = start + length + 1;
            return _json.Slice(start, length);
        }

        return Unescape(start, length);
    }

    private ReadOnlySpan<byte> Unescape(int start, int plain)
    {
        int end = EndOfString(start, plain);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(end - start);
        int written = 0;
        int at = start;
        while (at < end)
        {
            int run = _json[at..end].IndexOf((byte)'\\');
            if (run < 0) run = end - at;
            _json.Slice(at, run).CopyTo(bytes.AsSpan(written));
            written += run;
            at += run;
            if (at < end) at = Escape(at, end, bytes, ref written);
        }

        _at = end + 1;
        return bytes.AsSpan(0, written);
    }

    private int EndOfString(int start, int plain)
    {
        int at = start + plain;
        while (true)
        {
            int next = _json[at..].IndexOfAny(s_stringEnds);
            if (next < 0) throw Error("A text has no closing quote.");
            at += next;
            if (_json[at] == '"') return at;
            if (_json[at] != '\\')
            {
                _at = at;
                throw Error("A text has a control character that is not escaped.");
            }

            at += 2;
            if (at > _json.Length) throw Error("A text has no closing quote.");
        }
    }

    private int Escape(int at, int end, Span<byte> bytes, ref int written)
    {
        byte simple = _json[at + 1] switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'/' => (byte)'/',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => 0,
        };
        if (simple != 0)
        {
            bytes[written++] = simple;
            return at + 2;
        }

        _at = at;
        if (_json[at + 1] != 'u') throw Error("A text has an escape that JSON does not know.");
        int unit = Unit(at, end);
        at += 6;
        if (unit < 0x80)
        {
            bytes[written++] = (byte)unit;
            return at;
        }

        Rune rune;
        if (char.IsSurrogate((char)unit))
        {
            int low = at + 1 < end && _json[at] == '\\' && _json[at + 1] == 'u' ? Unit(at, end) : 0;
            if (!Rune.TryCreate((char)unit, (char)low, out rune)) throw Error("A text has an unpaired surrogate.");
            at += 6;
        }
        else
        {
            rune = new((char)unit);
        }

        written += rune.EncodeToUtf8(bytes[written..]);
        return at;
    }

    private readonly int Unit(int at, int end)
    {
        if (at + 6 <= end)
        {
            int unit = (Hex(_json[at + 2]) << 12) | (Hex(_json[at + 3]) << 8) | (Hex(_json[at + 4]) << 4) | Hex(_json[at + 5]);
            if (unit >= 0) return unit;
        }

        throw Error("An escape \\u needs four hexadecimal digits.");
    }

    // Negative for what is no digit, and so is what it is a part of.
    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    private string Decode(scoped ReadOnlySpan<byte> bytes, int start)
    {
        try
        {
            return s_utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            _at = start;
            throw Error("A text is not valid UTF-8.");
        }
    }
}
