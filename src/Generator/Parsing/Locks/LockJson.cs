using System.Globalization;
using System.Text;

namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>
/// Reads the JSON of a lock into dictionaries, lists, texts, integers and flags: what a lock is made of, and no more. The generator may
/// not bring a JSON library into the compiler.
/// </summary>
internal sealed class LockJson
{
    private const int DeepestAllowed = 16;

    private readonly string _text;
    private int _at;

    private LockJson(string text) => _text = text;

    /// <summary>The object that the text is; throws <see cref="FormatException"/> with the line that is wrong.</summary>
    public static IReadOnlyDictionary<string, object> Read(string text)
    {
        LockJson json = new(text);
        object value = json.Value(0);
        json.Space();
        if (json._at < text.Length || value is not IReadOnlyDictionary<string, object> found) throw json.Wrong("it is not one object");
        return found;
    }

    /// <summary>The line in which a place is, from 1.</summary>
    private int Line => 1 + _text.Take(_at).Count(static c => c == '\n');

    private FormatException Wrong(string what) => new(string.Format(CultureInfo.InvariantCulture, "line {0}: {1}", Line, what));

    private object Value(int depth)
    {
        Space();
        if (depth > DeepestAllowed) throw Wrong("too deep");
        switch (Peek())
        {
            case '{': return Members(depth);
            case '[': return Elements(depth);
            case '"': return Text();
            case 't' when Take("true"): return true;
            case 'f' when Take("false"): return false;
            default: return Integer();
        }
    }

    private Dictionary<string, object> Members(int depth)
    {
        Dictionary<string, object> members = new(StringComparer.Ordinal);
        Expect('{');
        Space();
        if (TakeIf('}')) return members;
        do
        {
            Space();
            string name = Text();
            if (members.ContainsKey(name)) throw Wrong($"\"{name}\" is there twice");
            Space();
            Expect(':');
            members.Add(name, Value(depth + 1));
            Space();
        }
        while (TakeIf(','));
        Expect('}');
        return members;
    }

    private List<object> Elements(int depth)
    {
        List<object> elements = [];
        Expect('[');
        Space();
        if (TakeIf(']')) return elements;
        do
        {
            elements.Add(Value(depth + 1));
            Space();
        }
        while (TakeIf(','));
        Expect(']');
        return elements;
    }

    private string Text()
    {
        Expect('"');
        StringBuilder text = new();
        for (char c = Next(); c != '"'; c = Next())
        {
            if (c < ' ') throw Wrong("a text does not end");
            text.Append(c switch { '\\' => Escaped(), '%' => Code(), _ => c });
        }

        return text.ToString();
    }

    private char Escaped()
    {
        char c = Next();
        if (c is '"' or '\\' or '/') return c;
        return c == 'u' ? Code() : throw Wrong("an escape is wrong");
    }

    // Four digits, after \u or after the % that a lock has in its place.
    private char Code()
    {
        string digits = _at + 4 > _text.Length ? "" : _text.Substring(_at, 4);
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)) throw Wrong("an escape is wrong");
        _at += 4;
        return (char)code;
    }

    private int Integer()
    {
        int start = _at;
        while (_at < _text.Length && (_text[_at] is '-' or (>= '0' and <= '9'))) _at++;
        string digits = _text.Substring(start, _at - start);
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw Wrong("a value is wrong");
    }

    private void Space()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' or '\r' or '\n' or '\uFEFF')) _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Wrong("it ends too early");

    private char Next()
    {
        char c = Peek();
        _at++;
        return c;
    }

    private bool Take(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }

    private bool TakeIf(char c)
    {
        bool found = _at < _text.Length && _text[_at] == c;
        if (found) _at++;
        return found;
    }

    private void Expect(char c)
    {
        if (!TakeIf(c)) throw Wrong($"'{c}' is missing");
    }
}
