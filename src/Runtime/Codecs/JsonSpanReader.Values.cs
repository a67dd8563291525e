using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Runtime.Codecs;

// Values of each kind.
public ref partial struct JsonSpanReader
{
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

    private static string Shown(ReadOnlySpan<byte> digits) =>
        digits.Length <= 40 ? Encoding.ASCII.GetString(digits) : $"{Encoding.ASCII.GetString(digits[..40])}...";
}
