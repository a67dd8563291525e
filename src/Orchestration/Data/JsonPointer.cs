namespace TrialKeep.Orchestration.Data;

/// <summary>A place in a JSON text, RFC 6901: <c>/data/rows</c>; empty for the whole.</summary>
internal sealed class JsonPointer
{
    /// <exception cref="ArgumentException">It is neither empty nor begins with a slash.</exception>
    public JsonPointer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 0 && text[0] != '/') throw new ArgumentException($"'{text}' is not a JSON pointer; it begins with a slash, as /data/rows does, or is empty.", nameof(text));
        Text = text;
        Names = [.. text.Split('/').Skip(1).Select(static name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>The names of the members on the way, or the indexes of elements.</summary>
    public IReadOnlyList<string> Names { get; }
}
