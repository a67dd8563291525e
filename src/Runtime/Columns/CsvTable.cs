using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Runtime.Columns;

/// <summary>Writes the columns of an annotated type as CSV (RFC 4180 with LF): a head with their names, then a line for each value.</summary>
public static class CsvTable
{
    /// <summary>Writes head and lines; null is an empty field, and a text that is empty is <c>""</c>.</summary>
    /// <exception cref="ArgumentException">The type has no columns.</exception>
    public static void Write<T>(IEnumerable<T> values, TextWriter writer)
        where T : ISchema<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(writer);
        if (T.Columns.IsEmpty) throw new ArgumentException($"{typeof(T).Name} has no columns; mark members with [Indexed], [Measurement] or [Slice].");
        Line(writer, T.Columns.Select(static column => ColumnValue.Of(column.Name)));
        foreach (T value in values) Line(writer, T.Columns.Select(column => column.Read(value)));
    }

    private static void Line(TextWriter writer, IEnumerable<ColumnValue> fields)
    {
        bool isFirst = true;
        foreach (ColumnValue field in fields)
        {
            if (!isFirst) writer.Write(',');
            isFirst = false;
            writer.Write(Field(field));
        }

        writer.Write('\n');
    }

    private static string Field(ColumnValue value)
    {
        string text = value.ToString();
        bool isPlain = value.IsNull || (text.Length > 0 && text.AsSpan().IndexOfAny("\",\r\n") < 0 && text[0] != ' ' && text[^1] != ' ');
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
