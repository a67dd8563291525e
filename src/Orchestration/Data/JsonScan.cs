using System.Globalization;
using System.Text.Json;

namespace TrialKeep.Orchestration.Data;

/// <summary>
/// Goes through one JSON text of any length to an array in it, and gives its elements one at a time: memory is that of the longest element.
/// </summary>
internal sealed class JsonScan(DataBytes file, string path)
{
    private const int LongestElement = 256 << 20;
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _hasBegun;
    private long _line = 1;
    private JsonReaderState _state;

    // What the token read last was.
    private JsonTokenType _token;
    private string? _name;

    /// <summary>Goes to the first element of the array at a place.</summary>
    /// <exception cref="InvalidInputException">There is no such place, or no array.</exception>
    public void EnterArray(JsonPointer pointer)
    {
        Demand();
        for (int depth = 0; depth < pointer.Names.Count; depth++) Enter(pointer, depth);
        if (_token == JsonTokenType.StartArray) return;
        string cure = _token == JsonTokenType.StartObject ? "name the array by a pointer, as /data/rows" : "the file holds an array of objects";
        throw Refused($"{Place(pointer)} is {Kind(_token)} and not an array; {cure}.");
    }

    /// <summary>The next element as it is written.</summary>
    /// <param name="element">Its bytes, good until the next call.</param>
    /// <param name="line">The line that it begins in.</param>
    /// <returns>False at the end of the array.</returns>
    public bool NextElement(out ReadOnlyMemory<byte> element, out long line)
    {
        while (true)
        {
            if (TryElement(out int from, out int length, out bool isEnd))
            {
                line = _line + _buffer.AsSpan(_start, from).Count((byte)'\n');
                element = _buffer.AsMemory(_start + from, length);
                Take(from + length);
                return !isEnd;
            }

            Refill();
        }
    }

    /// <summary>Reads what follows the array: the text must be whole.</summary>
    public void End()
    {
        while (Next()) { }
    }

    private void Enter(JsonPointer pointer, int depth)
    {
        string name = pointer.Names[depth];
        bool isArray = _token == JsonTokenType.StartArray;
        if (!isArray && _token != JsonTokenType.StartObject) throw Missing(pointer);
        for (int index = 0; ; index++)
        {
            Demand();
            if (_token is JsonTokenType.EndArray or JsonTokenType.EndObject) throw Missing(pointer);
            bool isHere = isArray ? index.ToString(CultureInfo.InvariantCulture) == name : _name == name;
            if (!isArray) Demand();
            if (isHere) return;
            SkipValue();
        }
    }

    private void SkipValue()
    {
        int depth = 0;
        while (true)
        {
            if (_token is JsonTokenType.StartArray or JsonTokenType.StartObject) depth++;
            else if (_token is JsonTokenType.EndArray or JsonTokenType.EndObject) depth--;
            if (depth == 0) return;
            Demand();
        }
    }

    private void Demand()
    {
        if (!Next()) throw Refused("the text ends in the middle; is the file whole?");
    }

    private bool Next()
    {
        while (true)
        {
            if (TryNext()) return true;
            if (_atEnd) return false;
            Refill();
        }
    }

    private bool TryNext()
    {
        Utf8JsonReader reader = Reader();
        try
        {
            bool isRead = reader.Read();
            if (isRead) (_token, _name) = (reader.TokenType, reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null);
            _state = reader.CurrentState;
            Take((int)reader.BytesConsumed);
            return isRead;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Broken(exception);
        }
    }

    private bool TryElement(out int from, out int length, out bool isEnd)
    {
        (from, length, isEnd) = (0, 0, false);
        Utf8JsonReader reader = Reader();
        try
        {
            if (!reader.Read())
            {
                if (_atEnd) throw Refused("the text ends in the middle; is the file whole?");
                return false;
            }

            from = (int)reader.TokenStartIndex;
            isEnd = reader.TokenType == JsonTokenType.EndArray;
            if (!reader.TrySkip()) return false;
            length = (int)reader.BytesConsumed - from;
            _state = reader.CurrentState;
            return true;
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    private Utf8JsonReader Reader()
    {
        if (!_hasBegun) Begin();
        return new(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
    }

    private void Begin()
    {
        _hasBegun = true;
        Refill();
        if (_buffer.AsSpan(0, _end).StartsWith(s_byteOrderMark)) _start = s_byteOrderMark.Length;
    }

    private void Take(int count)
    {
        _line += _buffer.AsSpan(_start, count).Count((byte)'\n');
        _start += count;
    }

    private void Refill()
    {
        if (_start == 0 && _end == _buffer.Length)
        {
            if (_buffer.Length >= LongestElement) throw Refused($"the element is longer than {LongestElement >> 20} MiB; is this an array of rows?");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        _end += file.Fill(_buffer.AsSpan(_end), _line);
        _atEnd = _end < _buffer.Length;
    }

    private InvalidInputException Missing(JsonPointer pointer) => Refused($"there is nothing at '{pointer.Text}' in the file; check the pointer.");

    private InvalidInputException Refused(string problem) => new($"{path}, line {_line}: {problem}");

    // The reader counts lines from where it began, a byte order mark included.
    private InvalidInputException Broken(Exception exception)
    {
        long line = exception is JsonException { LineNumber: { } number } ? number + 1 : _line;
        string problem = exception.Message;
        int details = problem.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new($"{path}, line {line}: {(details < 0 ? problem : problem[..details])}", exception);
    }

    private static string Place(JsonPointer pointer) => pointer.Text.Length == 0 ? "the file" : $"'{pointer.Text}'";

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
