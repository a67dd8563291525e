using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Data;

internal static class CsvRows
{
    private const int LongestShown = 80;

    private static readonly HashSet<string> s_wholeTypes = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong"];

    public static IEnumerable<DataRow<T>> Read<T>(DataSource source)
        where T : ICodec<T>, ISchema<T>
    {
        string path = source.Path;
        using CsvFile file = new(source);
        SchemaMember?[]? columns = null;
        while (file.Next())
        {
            columns ??= Columns<T>(file.Header, path);
            yield return new(Row<T>(file, columns, path), path, file.Line) { Place = file.Place };
        }
    }

    /// <summary>Reads rows again.</summary>
    public static RowWindow<T> Again<T>(DataSource source)
        where T : ICodec<T>, ISchema<T>
    {
        string[]? known = null;
        SchemaMember?[] columns = [];
        return new CsvWindow<T>(source, (file, header) =>
        {
            if (header != known) (known, columns) = (header, Columns<T>(header, source.Path));
            return Parse<T>(file, columns);
        });
    }

    private static T Row<T>(CsvFile file, SchemaMember?[] columns, string path)
        where T : ICodec<T>
    {
        try
        {
            return Parse<T>(file, columns);
        }
        catch (ExperimentDataException exception)
        {
            string column = exception.Path.Length > 2 ? $"column '{exception.Path[2..]}': " : "";
            throw new InvalidInputException($"{path}, line {file.Line}: {column}{exception.Problem}", exception);
        }
    }

    private static SchemaMember?[] Columns<T>(IReadOnlyList<string> header, string path)
        where T : ISchema<T>
    {
        SchemaMember?[] columns = [.. header.Select(static name => T.Schema.Members.FirstOrDefault(member => member.JsonName == name || member.Name == name))];
        IGrouping<SchemaMember, SchemaMember>? twice = columns.OfType<SchemaMember>().GroupBy(static member => member).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null) throw new InvalidInputException($"{path}, line 1: the column '{twice.Key.JsonName}' stands twice; rename one.");
        return columns;
    }

    private static T Parse<T>(CsvFile file, SchemaMember?[] columns)
        where T : ICodec<T>
    {
        JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
        try
        {
            json.Raw("{"u8);
            bool first = true;
            for (int i = 0; i < columns.Length; i++)
            {
                // An empty field of anything but a text is a missing member: the type decides whether that is allowed.
                if (columns[i] is not { } member || (file.IsEmpty(i) && (member.Form != JsonForm.Text || member.IsNullable))) continue;
                if (!first) json.Raw(","u8);
                first = false;
                json.Value(member.JsonName);
                json.Raw(":"u8);
                Field(ref json, member, file, i);
            }

            json.Raw("}"u8);
            return Json.Read<T>(json.Written);
        }
        finally
        {
            json.Return();
        }
    }

    private static void Field(ref JsonSpanWriter json, SchemaMember member, CsvFile file, int index)
    {
        if (member.Form == JsonForm.Text) json.Value(file.Text(index));
        else if (member.Form == JsonForm.Boolean) json.Raw(OneValue(member, Encoding.UTF8.GetBytes(file.Text(index).Trim().ToLowerInvariant())));
        else json.Raw(OneValue(member, Whole(member, file.Bytes(index).Trim((byte)' '))));
    }

    // A column of whole numbers with gaps is one of floating-point numbers to pandas, which writes 1 as 1.0.
    private static ReadOnlySpan<byte> Whole(SchemaMember member, ReadOnlySpan<byte> field) =>
        member.Form == JsonForm.Number && field.EndsWith(".0"u8) && s_wholeTypes.Contains(member.Type.TrimEnd('?')) ? field[..^2] : field;

    // What is written as it stands must be one JSON value and nothing more; the type then says whether it is the right one.
    private static ReadOnlySpan<byte> OneValue(SchemaMember member, ReadOnlySpan<byte> field)
    {
        bool isScalar = member.Form is JsonForm.Number or JsonForm.Boolean;
        try
        {
            JsonSpanReader value = new(field);
            value.Skip();
            value.End();
            if (!isScalar || field[0] is not ((byte)'{' or (byte)'[')) return field;
        }
        catch (ExperimentDataException)
        {
            // It is said below, in the words of a table.
        }

        string expected = member.Form switch
        {
            JsonForm.Number => "a number; write it without separators of thousands and with a point: 1000 or 0.5",
            JsonForm.Boolean => "true or false",
            _ when field is [(byte)'[' or (byte)'{', (byte)'\'', ..] => "JSON: it is written as Python prints its values; export the data set as JSONL instead",
            _ => "one JSON value",
        };
        throw new ExperimentDataException($"'{Shown(field)}' is not {expected}.", $"$.{member.JsonName}", 0);
    }

    private static string Shown(ReadOnlySpan<byte> field)
    {
        string text = Encoding.UTF8.GetString(field);
        return text.Length <= LongestShown ? text : text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";
    }
}
