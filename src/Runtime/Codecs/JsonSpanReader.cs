using System.Runtime.CompilerServices;

namespace TrialKeep.Runtime.Codecs;

/// <summary>
/// Reads JSON strictly from UTF-8: RFC 8259 and nothing more lenient, at most <see cref="MaxDepth"/> levels, no invalid UTF-8, no unpaired
/// surrogate. Every error is an <see cref="ExperimentDataException"/> with the JSON path and the byte offset.
/// </summary>
public ref partial struct JsonSpanReader
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 64;

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

    /// <summary>Moves to the next member of the object and reads its name; false at the end, which leaves the object.</summary>
    /// <param name="name">The name without escapes, UTF-8.</param>
    public bool NextMember(out ReadOnlySpan<byte> name) => IsPlainMember(out name) || AnyMember(out name);

    // As the writers have it: no space, no escape in the name.
    private bool IsPlainMember(out ReadOnlySpan<byte> name)
    {
        ref Level level = ref _levels[_depth - 1];
        ReadOnlySpan<byte> json = _json;
        int at = _at;
        name = default;
        if (level.Entries > 0)
        {
            if ((uint)at >= (uint)json.Length || json[at] != ',') return false;
            at++;
        }

        if ((uint)at >= (uint)json.Length || json[at] != '"') return false;
        int start = at++;
        while ((uint)at < (uint)json.Length && json[at] is not ((byte)'"' or (byte)'\\' or < (byte)' ')) at++;
        if ((uint)(at + 1) >= (uint)json.Length || json[at] != '"' || json[at + 1] != ':') return false;
        name = json[(start + 1)..at];
        level.Name = start;
        level.Entries++;
        _at = at + 2;
        return true;
    }

    private bool AnyMember(out ReadOnlySpan<byte> name)
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
        if ((uint)_at < (uint)_json.Length && _json[_at] > ' ' && _json[_at] != 'n') return false;
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

    /// <summary>The first byte of the next value.</summary>
    internal byte Next => Peek();

    private byte Peek()
    {
        SkipSpace();
        return _at < _json.Length ? _json[_at] : throw Error("The JSON ends too early.");
    }

    private void Expect(byte first, string what)
    {
        if (Peek() != first) throw Unexpected(what);
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

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] <= ' ')
        {
            if (_json[_at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) throw Error("There is a control character between JSON values.");
            _at++;
        }
    }

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
