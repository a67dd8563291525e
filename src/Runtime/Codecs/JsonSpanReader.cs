using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Runtime.Codecs;

/// <summary>
/// Reads JSON strictly from UTF-8: RFC 8259 and nothing more lenient, at most <see cref="MaxDepth"/> levels, no invalid UTF-8, no unpaired
/// surrogate. Every error is an <see cref="ExperimentDataException"/> with the JSON path and the byte offset.
/// </summary>
public ref struct JsonSpanReader
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 64;

    private static readonly SearchValues<byte> s_stringEnds = SearchValues.Create(
        [(byte)'"', (byte)'\\', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _json;
    private readonly ISharedContentSource? _shared;
    private Levels _levels;
    private int _depth;
    private int _at;
    private bool _isTagged;

    /// <summary>A reader at the start of the JSON.</summary>
    /// <param name="json">UTF-8 without a byte-order mark.</param>
    /// <param name="shared">Where shared texts are found; null when there is none.</param>
    public JsonSpanReader(ReadOnlySpan<byte> json, ISharedContentSource? shared = null)
    {
        _json = json;
        _shared = shared;
    }

    /// <summary>The offset of the next byte.</summary>
    public readonly int Position => _at;

    /// <summary>Demands that only white space is left.</summary>
    public void End()
    {
        SkipSpace();
        if (_at < _json.Length) throw Error("There is something after the end of the JSON value; one line holds one value.");
    }

    /// <summary>A tag was read, and the object of the derived type goes on after it.</summary>
    public readonly bool IsTagged => _isTagged;

    /// <summary>Enters an object; where its tag was read already it is entered.</summary>
    public void BeginObject()
    {
        if (_isTagged) _isTagged = false;
        else Enter((byte)'{', "an object");
    }

    /// <summary>Reads the tag of a derived type, which is the first member of the object; false, and nothing is read, when another member is.</summary>
    /// <param name="name">The name of the tag, UTF-8.</param>
    /// <param name="tag">The tag, UTF-8.</param>
    public bool TryTag(scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> tag)
    {
        int at = _at;
        int depth = _depth;
        BeginObject();
        if (NextMember(out ReadOnlySpan<byte> first) && first.SequenceEqual(name))
        {
            Expect((byte)'"', "the tag of a derived type, a string,");
            tag = StringBytes();
            _isTagged = true;
            return true;
        }

        tag = default;
        _at = at;
        _depth = depth;
        return false;
    }

    /// <summary>The error for an object without the tag that tells its type.</summary>
    public readonly ExperimentDataException NoTag(string name, string type, string tags) =>
        Error($"The member \"{name}\" comes first in a {type} and tells its type; the tags are {tags}.");

    /// <summary>The error for a tag that the base does not list.</summary>
    public readonly ExperimentDataException UnknownTag(scoped ReadOnlySpan<byte> tag, string type, string tags) =>
        new($"\"{Encoding.UTF8.GetString(tag)}\" is no tag of {type}; the tags are {tags}.", Path(), _levels[_depth - 1].Name);

    /// <summary>Moves to the next member of the object and reads its name; false at the end, which leaves the object.</summary>
    /// <param name="name">The name without escapes, UTF-8.</param>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        if (!NextEntry((byte)'}'))
        {
            name = default;
            return false;
        }

        SkipSpace();
        int start = _at;
        if (_at >= _json.Length || _json[_at] != '"') throw Error("A member's name is missing.");
        name = StringBytes();
        _levels[_depth - 1].Name = start;
        SkipSpace();
        if (_at >= _json.Length || _json[_at] != ':') throw Error("A colon is missing after a member's name.");
        _at++;
        return true;
    }

    /// <summary>Enters an array.</summary>
    public void BeginArray() => Enter((byte)'[', "an array");

    /// <summary>Moves to the next element of the array; false at the end, which leaves the array.</summary>
    public bool NextElement()
    {
        if (!NextEntry((byte)']')) return false;
        _levels[_depth - 1].Name = -1;
        return true;
    }

    /// <summary>Skips <c>null</c>; false when something else comes.</summary>
    public bool TryNull()
    {
        SkipSpace();
        if (!_json[_at..].StartsWith("null"u8)) return false;
        _at += 4;
        return true;
    }

    /// <summary>Skips one value of any kind, checking it.</summary>
    public void Skip() => ReadRaw();

    private void SkipValue()
    {
        switch (Peek())
        {
            case (byte)'{':
                BeginObject();
                while (NextMember(out _)) SkipValue();
                break;
            case (byte)'[':
                BeginArray();
                while (NextElement()) SkipValue();
                break;
            case (byte)'"':
                StringBytes();
                break;
            case (byte)'t' or (byte)'f':
                ReadBoolean();
                break;
            case (byte)'n':
                if (!TryNull()) throw Error("There is no JSON value here.");
                break;
            default:
                Number();
                break;
        }
    }

    /// <summary>The bytes of one value of any kind, checked.</summary>
    public ReadOnlySpan<byte> ReadRaw()
    {
        SkipSpace();
        int start = _at;
        SkipValue();
        ReadOnlySpan<byte> raw = _json[start.._at];
        if (System.Text.Unicode.Utf8.IsValid(raw)) return raw;
        _at = start;
        throw Error("A value is not valid UTF-8.");
    }

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        Expect((byte)'"', "a string");
        int start = _at;
        ReadOnlySpan<byte> bytes = StringBytes();
        return Decode(bytes, start);
    }

    /// <summary>Reads a string of one UTF-16 unit.</summary>
    public char ReadChar()
    {
        string text = ReadString();
        return text.Length == 1 ? text[0] : throw Error("One character is expected here, not a longer or an empty text.");
    }

    /// <summary>Reads true or false.</summary>
    public bool ReadBoolean()
    {
        SkipSpace();
        ReadOnlySpan<byte> rest = _json[_at..];
        if (rest.StartsWith("true"u8))
        {
            _at += 4;
            return true;
        }

        if (!rest.StartsWith("false"u8)) throw Unexpected("true or false");
        _at += 5;
        return false;
    }

    /// <summary>Reads an integer type: a JSON number without fraction and exponent that fits it.</summary>
    public T ReadInteger<T>()
        where T : struct, IBinaryInteger<T>
    {
        int start = _at;
        ReadOnlySpan<byte> digits = Number();
        if (T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value)) return value;
        _at = start;
        throw Error($"The number {Shown(digits)} does not fit {typeof(T).Name}; give a whole number in its range.");
    }

    /// <summary>Reads a double, or one of the strings "NaN", "Infinity" and "-Infinity".</summary>
    public double ReadDouble()
    {
        if (Peek() == '"') return NonFinite();
        int start = _at;
        ReadOnlySpan<byte> digits = Number();
        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;
        _at = start;
        throw Error($"The number {Shown(digits)} is beyond a double.");
    }

    /// <summary>Reads a float, or one of the strings "NaN", "Infinity" and "-Infinity".</summary>
    public float ReadSingle()
    {
        if (Peek() == '"') return (float)NonFinite();
        int start = _at;
        ReadOnlySpan<byte> digits = Number();
        if (float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)) return value;
        _at = start;
        throw Error($"The number {Shown(digits)} is beyond a float.");
    }

    /// <summary>Reads a decimal; its scale is kept.</summary>
    public decimal ReadDecimal()
    {
        int start = _at;
        ReadOnlySpan<byte> digits = Number();
        if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)) return value;
        _at = start;
        throw Error($"The number {Shown(digits)} does not fit a decimal.");
    }

    /// <summary>Reads an ISO 8601 moment with an offset.</summary>
    public DateTimeOffset ReadDateTimeOffset() =>
        Parsed("a date and time with an offset, 2026-01-31T12:00:00+00:00", static (ReadOnlySpan<char> text, out DateTimeOffset value) =>
            DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));

    /// <summary>Reads a date, yyyy-MM-dd.</summary>
    public DateOnly ReadDateOnly() => Parsed("a date, 2026-01-31", static (ReadOnlySpan<char> text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    /// <summary>Reads a time of day.</summary>
    public TimeOnly ReadTimeOnly() => Parsed("a time, 12:00:00", static (ReadOnlySpan<char> text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, ["HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    /// <summary>Reads a span of time in its constant form.</summary>
    public TimeSpan ReadTimeSpan() => Parsed("a duration, 1.02:03:04.5", static (ReadOnlySpan<char> text, out TimeSpan value) =>
        TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value));

    /// <summary>Reads a GUID in "D" form.</summary>
    public Guid ReadGuid() => Parsed("a GUID", static (ReadOnlySpan<char> text, out Guid value) => Guid.TryParseExact(text, "D", out value));

    /// <summary>Reads a URI.</summary>
    public Uri ReadUri() => Parsed("a URI", static (ReadOnlySpan<char> text, out Uri value) => Uri.TryCreate(text.ToString(), UriKind.RelativeOrAbsolute, out value!));

    /// <summary>Reads a version.</summary>
    public Version ReadVersion() => Parsed("a version, 1.2.3", static (ReadOnlySpan<char> text, out Version value) => Version.TryParse(text, out value!));

    /// <summary>Reads base64.</summary>
    public byte[] ReadBytes()
    {
        int start = _at;
        string text = ReadString();
        byte[] bytes = new byte[text.Length / 4 * 3];
        if (Convert.TryFromBase64String(text, bytes, out int written)) return bytes[..written];
        _at = start;
        throw Error("Bytes in base64 are expected here.");
    }

    /// <summary>Reads any JSON value.</summary>
    public JsonElement ReadElement()
    {
        using JsonDocument document = JsonDocument.Parse(ReadRaw().ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    /// <summary>Reads any JSON value as a node; JSON null is null.</summary>
    public JsonNode? ReadNode() => JsonNode.Parse(ReadRaw(), documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });

    /// <summary>Reads a value by a user's own converter.</summary>
    public T Converted<T>(JsonConverter<T> converter)
    {
        int start = _at;
        Utf8JsonReader reader = new(ReadRaw());
        reader.Read();
        try
        {
            return converter.Read(ref reader, typeof(T), ConverterOptions.Value)!;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            _at = start;
            throw Error($"{converter.GetType().Name} refuses the value: {exception.Message}");
        }
    }

    /// <summary>Reads an annotated value.</summary>
    public T ReadObject<T>()
        where T : ICodec<T> => T.Read(ref this);

    /// <summary>The name that <see cref="NextMember"/> gave, as text.</summary>
    public string Name(scoped ReadOnlySpan<byte> name) => Decode(name, _levels[_depth - 1].Name);

    /// <summary>The name that <see cref="NextMember"/> gave, as the key of a map that is no text.</summary>
    public readonly T ReadName<T>(scoped ReadOnlySpan<byte> name)
        where T : struct, IUtf8SpanParsable<T>, IUtf8SpanFormattable
    {
        // One key has one text: " 1" or "01" beside "1" would be two names of one entry.
        Span<byte> text = stackalloc byte[40];
        bool isKey = T.TryParse(name, CultureInfo.InvariantCulture, out T key) && key.TryFormat(text, out int written, default, CultureInfo.InvariantCulture) && name.SequenceEqual(text[..written]);
        if (isKey) return key;
        throw new ExperimentDataException($"\"{Encoding.UTF8.GetString(name)}\" is no {typeof(T).Name}, which the keys of this map are.", Path(), _levels[_depth - 1].Name);
    }

    /// <summary>Reads a <c>[Deduplicated]</c> text: the text itself, or a reference to it.</summary>
    public string ReadDeduplicated()
    {
        if (Peek() == '"') return ReadString();
        string? text = null;
        BeginObject();
        while (NextMember(out ReadOnlySpan<byte> name))
        {
            if (!name.SequenceEqual("$text"u8)) throw Error("A text or a reference {\"$text\":id} is expected here.");
            KeyId id = ReadKeyId();
            text = _shared?.FindText(id) ?? throw Error($"The shared text {id} is not in this journal; verify the store.");
        }

        return text ?? throw Error("A text or a reference {\"$text\":id} is expected here.");
    }

    /// <summary>Reads the 32 hexadecimal digits of an id.</summary>
    public KeyId ReadKeyId()
    {
        Expect((byte)'"', "an id of 32 hexadecimal digits");
        int start = _at;
        if (KeyId.TryParse(StringBytes(), out KeyId id)) return id;
        _at = start;
        throw Error("An id of 32 lower-case hexadecimal digits is expected here.");
    }

    /// <summary>
    /// Enters a template's value and its arguments, which are read like an object's members; <see cref="EndTemplate"/> ends it.
    /// </summary>
    /// <exception cref="ExperimentDataException">The value was made from another template.</exception>
    public void BeginTemplate(Template template)
    {
        BeginObject();
        if (!NextMember(out ReadOnlySpan<byte> name) || !name.SequenceEqual("template"u8)) throw Error("The member \"template\" comes first in a template's value.");
        KeyId id = ReadKeyId();
        if (id != template.Id.Id) throw Error($"The text was made from the template {id}, and the type now has {template.Id.Id}; read it as text.");
        if (!NextMember(out name) || !name.SequenceEqual("arguments"u8)) throw Error("The member \"arguments\" comes second in a template's value.");
        BeginObject();
    }

    /// <summary>Leaves a template's value after its arguments.</summary>
    public void EndTemplate()
    {
        if (NextMember(out _)) throw Error("A template's value has only \"template\" and \"arguments\".");
    }

    /// <summary>The error for a member that is missing.</summary>
    public readonly ExperimentDataException Missing(string member, string type) =>
        Error($"{type} demands the member \"{member}\"; add it, or give the member a default.");

    /// <summary>The error for a member that came twice.</summary>
    public readonly ExperimentDataException Duplicate(string member, string type) =>
        new($"The member \"{member}\" of {type} stands twice in one object; remove one.", Path(), _levels[_depth - 1].Name);

    /// <summary>The error for null where the type has none.</summary>
    public readonly ExperimentDataException NullValue(string member, string type) =>
        new($"The member \"{member}\" of {type} can not be null; give a value, or make the member nullable.", Path(), _at - "null".Length);

    /// <summary>The error for an enum name that is not declared.</summary>
    /// <param name="name">What was read.</param>
    /// <param name="type">The enum.</param>
    /// <param name="names">What could have been read.</param>
    /// <param name="at">Where it was read.</param>
    public readonly ExperimentDataException UnknownEnum(string name, string type, string names, int at) =>
        new($"\"{name}\" is no name of {type}; the names are {names}.", Path(), at);

    /// <summary>An error at the place where the reader is.</summary>
    public readonly ExperimentDataException Error(string problem) => new(problem, Path(), _at);

    private delegate bool TryParse<T>(ReadOnlySpan<char> text, out T value);

    private T Parsed<T>(string expected, TryParse<T> parse)
    {
        int start = _at;
        if (parse(ReadString(), out T value)) return value;
        _at = start;
        throw Unexpected(expected);
    }

    private double NonFinite()
    {
        int start = _at;
        ReadOnlySpan<byte> text = StringBytes();
        if (text.SequenceEqual("NaN"u8)) return double.NaN;
        if (text.SequenceEqual("Infinity"u8)) return double.PositiveInfinity;
        if (text.SequenceEqual("-Infinity"u8)) return double.NegativeInfinity;
        _at = start;
        throw Error("A number is expected here, not a text; the only texts are \"NaN\", \"Infinity\" and \"-Infinity\".");
    }

    private byte Peek()
    {
        SkipSpace();
        return _at < _json.Length ? _json[_at] : throw Error("The JSON ends too early.");
    }

    private void Expect(byte first, string what)
    {
        if (Peek() != first) throw Unexpected(what);
    }

    private readonly ExperimentDataException Unexpected(string expected)
    {
        string found = _at >= _json.Length ? "the end" : (char)_json[_at] switch
        {
            '{' => "an object",
            '[' => "an array",
            '"' => "a text",
            't' or 'f' => "true or false",
            'n' => "null",
            '-' or (>= '0' and <= '9') => "a number",
            _ => "something that is not JSON",
        };
        return Error($"{char.ToUpperInvariant(expected[0])}{expected[1..]} is expected here, not {found}.");
    }

    private void Enter(byte open, string what)
    {
        Expect(open, what);
        if (_depth == MaxDepth) throw Error($"The JSON is nested deeper than {MaxDepth} levels.");
        _at++;
        _levels[_depth++] = new Level { Name = -1, Entries = 0 };
    }

    private bool NextEntry(byte close)
    {
        ref Level level = ref _levels[_depth - 1];
        byte next = Peek();
        if (next == close)
        {
            _at++;
            _depth--;
            return false;
        }

        if (level.Entries > 0)
        {
            if (next != ',') throw Error("A comma or the end is missing.");
            _at++;
        }

        level.Entries++;
        return true;
    }

    private ReadOnlySpan<byte> Number()
    {
        SkipSpace();
        int start = _at;
        int at = _at;
        if (at < _json.Length && _json[at] == '-') at++;
        int whole = at;
        at = Digits(at);
        if (at == whole) throw Unexpected("a number");
        if (at - whole > 1 && _json[whole] == '0') throw Error("A number does not start with a zero.");
        if (at < _json.Length && _json[at] == '.')
        {
            int fraction = at + 1;
            if ((at = Digits(fraction)) == fraction) throw Error("A digit is missing after the decimal point.");
        }

        if (at < _json.Length && (_json[at] | 0x20) == 'e')
        {
            int exponent = at + 1;
            if (exponent < _json.Length && _json[exponent] is (byte)'+' or (byte)'-') exponent++;
            if ((at = Digits(exponent)) == exponent) throw Error("A digit is missing in the exponent.");
        }

        _at = at;
        return _json[start..at];
    }

    private readonly int Digits(int at)
    {
        while (at < _json.Length && (uint)(_json[at] - '0') <= 9) at++;
        return at;
    }

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
        byte[] bytes = new byte[end - start];
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
        if (at + 6 <= end && Utf8Parser.TryParse(_json.Slice(at + 2, 4), out ushort unit, out int read, 'x') && read == 4) return unit;
        throw Error("An escape \\u needs four hexadecimal digits.");
    }

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

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] <= ' ')
        {
            if (_json[_at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) throw Error("There is a control character between JSON values.");
            _at++;
        }
    }

    private readonly string Path()
    {
        StringBuilder path = new("$");
        for (int i = 0; i < _depth; i++)
        {
            Level level = _levels[i];
            if (level.Name >= 0)
            {
                int length = Math.Max(0, _json[(level.Name + 1)..].IndexOfAny((byte)'"', (byte)'\\'));
                path.Append('.').Append(Encoding.UTF8.GetString(_json.Slice(level.Name + 1, length)));
            }
            else if (level.Entries > 0)
            {
                path.Append('[').Append(level.Entries - 1).Append(']');
            }
        }

        return path.ToString();
    }

    private static string Shown(ReadOnlySpan<byte> digits) =>
        digits.Length <= 40 ? Encoding.ASCII.GetString(digits) : $"{Encoding.ASCII.GetString(digits[..40])}...";

    private struct Level
    {
        public int Name;
        public int Entries;
    }

    [InlineArray(MaxDepth)]
    private struct Levels
    {
        private Level _first;
    }
}
