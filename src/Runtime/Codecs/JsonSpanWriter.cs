using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Runtime.Codecs;

/// <summary>
/// Writes JSON as UTF-8 into a growing buffer. Text is escaped only where RFC 8259 demands it; numbers are invariant and shortest; NaN and
/// the infinities are the strings <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>. Structure is written raw by generated code.
/// </summary>
public ref struct JsonSpanWriter
{
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    [ThreadStatic]
    private static byte[]? t_cached;

    // A line is written around a value that is written first: two writers of a thread are at work at once.
    [ThreadStatic]
    private static byte[]? t_second;

    private byte[] _buffer;
    private int _length;
    private ISharedContent? _shared;
    private ITextRedaction? _redaction;
    private bool _hasForeign;

    /// <summary>A writer on a buffer of this thread; <see cref="Return"/> gives it back.</summary>
    /// <param name="shared">Takes templates and deduplicated texts; null writes texts in place.</param>
    public static JsonSpanWriter Rent(ISharedContent? shared)
    {
        byte[] buffer = t_cached ?? t_second ?? new byte[16 * 1024];
        if (t_cached is null) t_second = null;
        else t_cached = null;
        return new() { _buffer = buffer, _shared = shared };
    }

    /// <summary>Gives the buffer back; the writer is not to be used afterwards.</summary>
    public void Return()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 1 << 20) return;
        if (t_cached is null) t_cached = buffer;
        else t_second = buffer;
    }

    /// <summary>
    /// Changes the texts that are written from now on; null for none. Names of members, ids, numbers and moments are no texts; names in a
    /// <see cref="JsonElement"/> or <see cref="JsonNode"/>, and keys of a map that are text, are.
    /// </summary>
    public ITextRedaction? Redaction
    {
        readonly get => _redaction;
        set => _redaction = value;
    }

    /// <summary>
    /// Templates are written with their messages rendered, for readers outside this SDK: what is written so is not read back as the type.
    /// </summary>
    public bool WritesRendered { readonly get; set; }

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes bytes as they are: braces, commas, encoded names, a whole JSON value.</summary>
    public void Raw(scoped ReadOnlySpan<byte> json) => json.CopyTo(Take(json.Length));

    /// <summary>
    /// Demands that what was written from a place on can be read again, when a converter or a kept JSON value had a part in it: those may
    /// write nothing, or nest deeper than the reader goes.
    /// </summary>
    /// <param name="start">Where the value starts in <see cref="Written"/>.</param>
    /// <exception cref="ExperimentDataException">The JSON is not one that <see cref="JsonSpanReader"/> reads.</exception>
    public readonly void DemandReadable(int start)
    {
        if (!_hasForeign) return;
        JsonSpanReader reader = new(Written[start..]);
        reader.Skip();
        reader.End();
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void Null() => Raw("null"u8);

    /// <summary>Writes a string or null.</summary>
    /// <exception cref="ExperimentDataException">The text has an unpaired surrogate.</exception>
    public void Value(string? value)
    {
        if (value is null) Null();
        else Plain(_redaction is null ? value : _redaction.Redact(value));
    }

    /// <summary>Writes a string.</summary>
    /// <exception cref="ExperimentDataException">The text has an unpaired surrogate.</exception>
    public void Value(scoped ReadOnlySpan<char> value)
    {
        if (_redaction is null) Plain(value);
        else Plain(_redaction.Redact(value.ToString()));
    }

    /// <summary>Writes a string that is no text: redactors do not see it.</summary>
    internal void Plain(scoped ReadOnlySpan<char> value)
    {
        Take(1)[0] = (byte)'"';
        for (int special; (special = value.IndexOfAny(s_escaped)) >= 0; value = value[(special + 1)..])
        {
            Transcode(value[..special]);
            Escape(value[special]);
        }

        Transcode(value);
        Take(1)[0] = (byte)'"';
    }

    /// <summary>Writes one UTF-16 unit as a string.</summary>
    public void Value(char value) => Plain([value]);

    /// <summary>Writes true or false.</summary>
    public void Value(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void Value(int value) => Value((long)value);

    /// <summary>Writes an integer.</summary>
    public void Value(uint value) => Value((ulong)value);

    /// <summary>Writes an integer.</summary>
    public void Value(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Writes an integer.</summary>
    public void Value(ulong value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Writes an integer of any size as a JSON number.</summary>
    public void Value(BigInteger value) => Ascii(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes an integer as a JSON number.</summary>
    public void Value(Int128 value) => Formatted(value, default, 40);

    /// <summary>Writes an integer as a JSON number.</summary>
    public void Value(UInt128 value) => Formatted(value, default, 40);

    /// <summary>Writes the shortest number that reads back as the same double.</summary>
    public void Value(double value)
    {
        if (double.IsFinite(value)) Formatted(value, default, 32);
        else NonFinite(double.IsNaN(value), value > 0);
    }

    /// <summary>Writes the shortest number that reads back as the same float.</summary>
    public void Value(float value)
    {
        if (float.IsFinite(value)) Formatted(value, default, 32);
        else NonFinite(float.IsNaN(value), value > 0);
    }

    /// <summary>Writes a decimal with its scale.</summary>
    public void Value(decimal value) => Formatted(value, default, 32);

    /// <summary>Writes a moment in ISO 8601 with its offset, to 100 ns.</summary>
    public void Value(DateTimeOffset value) => Quoted(value, "O", 40);

    /// <summary>Writes a date as yyyy-MM-dd.</summary>
    public void Value(DateOnly value) => Quoted(value, "O", 16);

    /// <summary>Writes a time of day as HH:mm:ss.fffffff.</summary>
    public void Value(TimeOnly value) => Quoted(value, "O", 24);

    /// <summary>Writes a span of time in the constant form [-][d.]hh:mm:ss[.fffffff].</summary>
    public void Value(TimeSpan value) => Quoted(value, "c", 32);

    /// <summary>Writes a GUID in lower-case "D" form.</summary>
    public void Value(Guid value) => Quoted(value, "D", 40);

    /// <summary>Writes a URI as it was written, or null.</summary>
    public void Value(Uri? value) => Value(value?.OriginalString);

    /// <summary>Writes a version, or null.</summary>
    public void Value(Version? value)
    {
        if (value is null) Null();
        else Plain(value.ToString());
    }

    /// <summary>Writes bytes as base64.</summary>
    public void Value(scoped ReadOnlySpan<byte> value)
    {
        int length = Base64.GetMaxEncodedToUtf8Length(value.Length);
        Span<byte> target = Take(length + 2);
        target[0] = (byte)'"';
        Base64.EncodeToUtf8(value, target[1..], out _, out _);
        target[^1] = (byte)'"';
    }

    /// <summary>Writes the 32 hexadecimal digits of an id as a string.</summary>
    public void Value(KeyId value)
    {
        Span<byte> target = Take(KeyId.TextLength + 2);
        target[0] = (byte)'"';
        value.Format(target[1..]);
        target[^1] = (byte)'"';
    }

    /// <summary>Writes a JSON value byte for byte as it was read; only line breaks between its tokens go, because a line holds one value.</summary>
    /// <exception cref="ExperimentDataException">The element was never read from anything.</exception>
    public void Value(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) throw new ExperimentDataException("A JsonElement was never initialised: it is default(JsonElement); give it a value, or make the member nullable.");
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.ContainsAny((byte)'\n', (byte)'\r'))
        {
            Foreign(ForeignJson.Write(value, static (json, element) => element.WriteTo(json)), redactsNames: true);
            return;
        }

        Foreign(raw, redactsNames: true);
    }

    /// <summary>Writes a JSON value as it is, or null.</summary>
    public void Value(JsonNode? value)
    {
        if (value is null) Null();
        else Foreign(ForeignJson.Write(value, static (json, node) => node.WriteTo(json)), redactsNames: true);
    }

    /// <summary>Writes a value by a user's own converter.</summary>
    public void Converted<T>(T value, JsonConverter<T> converter) =>
        Foreign(ForeignJson.Write((value, converter), static (json, pair) => pair.converter.Write(json, pair.value, ConverterOptions.Value)), redactsNames: false);

    /// <summary>Writes an annotated value as its JSON object.</summary>
    public void Object<T>(T value)
        where T : ICodec<T> => T.Write(ref this, value);

    /// <summary>Starts a value of a derived type: its tag. The object that the type itself writes follows; <see cref="EndTagged"/> joins the two.</summary>
    /// <param name="head">The opening brace, the name of the tag, the tag.</param>
    /// <returns>What <see cref="EndTagged"/> needs.</returns>
    public int BeginTagged(scoped ReadOnlySpan<byte> head)
    {
        Raw(head);
        return _length;
    }

    /// <summary>Makes one object of the tag and the object after it.</summary>
    /// <param name="start">What <see cref="BeginTagged"/> gave.</param>
    public void EndTagged(int start)
    {
        if (_length - start > 2)
        {
            _buffer[start] = (byte)',';
            return;
        }

        _buffer[start] = (byte)'}';
        _length = start + 1;
    }

    /// <summary>Starts entries without an order of their own, the elements of a set: written one after another, then sorted by their bytes.</summary>
    public readonly SortedJsonEntries Sorted(int count) => new(_length, count);

    /// <summary>Writes a <c>[Deduplicated]</c> text: <c>{"$text":id}</c> where something takes shared content, else the text itself.</summary>
    public void Deduplicated(string? value)
    {
        if (value is null || _shared is null)
        {
            Value(value);
            return;
        }

        Raw("{\"$text\":"u8);
        Value(_shared.Share(_redaction is null ? value : _redaction.Redact(value)));
        Raw("}"u8);
    }

    /// <summary>
    /// Starts the value of a type with a template as <see cref="BeginTemplate(Template)"/> does; where <see cref="WritesRendered"/> is set, the rendered
    /// messages come first: <c>{"messages":[{"role":…,"text":…}],"template":id,"arguments":{</c>.
    /// </summary>
    public void BeginTemplate<T>(T value)
        where T : IPromptTemplate<T>
    {
        if (!WritesRendered)
        {
            BeginTemplate(T.Template);
            return;
        }

        Raw("{\"messages\":["u8);
        bool first = true;
        foreach (PromptMessage message in value.RenderMessages())
        {
            Raw(first ? "{\"role\":"u8 : ",{\"role\":"u8);
            Value(message.Role);
            Raw(",\"text\":"u8);
            Value(message.Text);
            Raw("}"u8);
            first = false;
        }

        Raw("],\"template\":"u8);
        Value(T.Template.Id.Id);
        Raw(",\"arguments\":{"u8);
    }

    /// <summary>Starts a template's value: <c>{"template":id,"arguments":{</c>. The arguments and <c>}}</c> follow.</summary>
    public void BeginTemplate(Template template)
    {
        if (_redaction is not null) template = _redaction.Redact(template);
        _shared?.Share(template);
        Raw("{\"template\":"u8);
        Value(template.Id.Id);
        Raw(",\"arguments\":{"u8);
    }

    internal readonly int Length => _length;

    internal readonly Span<byte> From(int start) => _buffer.AsSpan(start, _length - start);

    private void Transcode(scoped ReadOnlySpan<char> run)
    {
        if (run.IsEmpty) return;
        Reserve(checked(run.Length * 3));
        if (Utf8.FromUtf16(run, _buffer.AsSpan(_length), out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw new ExperimentDataException("A text has an unpaired surrogate, which UTF-8 can not hold; repair the text where it is read.");
        }

        _length += written;
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\b': Raw("\\b"u8); break;
            case '\f': Raw("\\f"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\r': Raw("\\r"u8); break;
            case '\t': Raw("\\t"u8); break;
            default:
                Raw("\\u00"u8);
                Raw([(byte)(c < 0x10 ? '0' : '1'), "0123456789abcdef"u8[c & 15]]);
                break;
        }
    }

    private void NonFinite(bool isNaN, bool positive) => Raw(isNaN ? "\"NaN\""u8 : positive ? "\"Infinity\""u8 : "\"-Infinity\""u8);

    private void Ascii(string digits)
    {
        foreach (char c in digits) Take(1)[0] = (byte)c;
    }

    private void Quoted<T>(T value, scoped ReadOnlySpan<char> format, int most)
        where T : IUtf8SpanFormattable
    {
        Take(1)[0] = (byte)'"';
        Formatted(value, format, most);
        Take(1)[0] = (byte)'"';
    }

    private void Formatted<T>(T value, scoped ReadOnlySpan<char> format, int most)
        where T : IUtf8SpanFormattable
    {
        Reserve(most);
        value.TryFormat(_buffer.AsSpan(_length), out int written, format, CultureInfo.InvariantCulture);
        _length += written;
    }

    // A value that this writer did not encode: its texts are redacted one by one, so that it stays JSON.
    private void Foreign(ReadOnlySpan<byte> json, bool redactsNames)
    {
        _hasForeign = true;
        if (_redaction is null || json.IsEmpty) Raw(json);
        else ForeignJson.Redact(ref this, json, redactsNames);
    }

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
