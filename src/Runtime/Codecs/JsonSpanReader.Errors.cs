using System.Text;

namespace TrialKeep.Runtime.Codecs;

// What is said when the JSON is not what the type demands.
public ref partial struct JsonSpanReader
{
    /// <summary>The error for an object without the tag that tells its type.</summary>
    public readonly ExperimentDataException NoTag(string name, string type, string tags) =>
        Error($"The member \"{name}\" comes first in a {type} and tells its type; the tags are {tags}.");

    /// <summary>The error for a tag that the base does not list.</summary>
    public readonly ExperimentDataException UnknownTag(scoped ReadOnlySpan<byte> tag, string type, string tags) =>
        new($"\"{Encoding.UTF8.GetString(tag)}\" is no tag of {type}; the tags are {tags}.", Path(), _levels[_depth - 1].Name);

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
}
