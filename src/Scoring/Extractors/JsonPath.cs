using System.Globalization;
using System.Text.Json;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// A path into JSON, a subset of RFC 9535 that leads to one value: <c>$</c>, then <c>.name</c>, <c>['any name']</c> (or with double quotes) and <c>[0]</c>, where <c>[-1]</c>
/// is the last element. No wildcards, slices, filters and no <c>..</c>; a quote or a backslash in a name is escaped by a backslash.
/// </summary>
internal sealed class JsonPath
{
    private readonly List<(string? Name, int Index)> _steps = [];
    private readonly string _text;

    private JsonPath(string text) => _text = text;

    /// <summary>Reads a path.</summary>
    /// <exception cref="ArgumentException">It is none of the subset.</exception>
    public static JsonPath Parse(string text)
    {
        JsonPath path = new(text);
        if (!text.StartsWith('$')) throw path.Bad("begins with $");
        for (int at = 1; at < text.Length;) at = text[at] switch
        {
            '.' => path.Name(at + 1),
            '[' => path.Bracket(at + 1),
            _ => throw path.Bad("goes on with . or ["),
        };
        return path;
    }

    /// <summary>Follows the path; the reason names the step that leads nowhere.</summary>
    public bool TryFollow(JsonElement value, out JsonElement found, out string reason)
    {
        found = value;
        reason = "";
        foreach ((string? name, int index) in _steps)
        {
            if (name is not null)
            {
                if (found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out found)) continue;
                reason = $"the JSON has no '{name}' where {_text} looks for it";
                return false;
            }

            int length = found.ValueKind == JsonValueKind.Array ? found.GetArrayLength() : 0;
            int place = index < 0 ? length + index : index;
            if (place < 0 || place >= length)
            {
                reason = string.Create(CultureInfo.InvariantCulture, $"the JSON has no element {index} where {_text} looks for it");
                return false;
            }

            found = found[place];
        }

        return true;
    }

    private int Name(int at)
    {
        int end = at;
        while (end < _text.Length && _text[end] is not ('.' or '[')) end++;
        if (end == at || _text[at..end].AsSpan().ContainsAny("*]'\" ")) throw Bad("has a name after each point");
        _steps.Add((_text[at..end], 0));
        return end;
    }

    private int Bracket(int at)
    {
        if (at < _text.Length && (_text[at] is '\'' or '"')) return Quoted(at + 1, _text[at]);
        int end = _text.IndexOf(']', at);
        if (end < 0 || !int.TryParse(_text.AsSpan(at, end - at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index)) throw Bad("has a number or a quoted name in brackets");
        _steps.Add((null, index));
        return end + 1;
    }

    private int Quoted(int at, char quote)
    {
        System.Text.StringBuilder name = new();
        for (; at < _text.Length && _text[at] != quote; at++)
        {
            if (_text[at] == '\\' && at + 1 < _text.Length) at++;
            name.Append(_text[at]);
        }

        if (at + 1 >= _text.Length || _text[at + 1] != ']') throw Bad("closes each quote and bracket");
        _steps.Add((name.ToString(), 0));
        return at + 2;
    }

    private ArgumentException Bad(string rule) => new($"'{_text}' is no JSON path here: such a path {rule}, as in $.answer or $['final answer'][0].");
}
