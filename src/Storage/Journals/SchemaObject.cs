using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Storage.Journals;

/// <summary>What a journal's header says of a schema: enough to read the columns of its rows without the type.</summary>
internal static class SchemaObject
{
    public static void Write(ref JsonSpanWriter writer, Schema schema)
    {
        writer.Raw("{\"fingerprint\":"u8);
        writer.Value(schema.Fingerprint);
        writer.Raw(",\"version\":"u8);
        writer.Value(schema.Version);
        writer.Raw(",\"columns\":["u8);
        bool isFirst = true;
        foreach (SchemaMember member in schema.Members)
        {
            if (ColumnForms.Of(member) is not { } form) continue;
            if (!isFirst) writer.Raw(","u8);
            isFirst = false;
            WriteColumn(ref writer, member, form);
        }

        writer.Raw("]}"u8);
    }

    /// <summary>The columns of each schema; those whose form is not known are left out, and what is no object has none.</summary>
    public static Dictionary<string, ImmutableArray<ColumnDescription>> ReadAll(ReadOnlySpan<byte> schemas)
    {
        Dictionary<string, ImmutableArray<ColumnDescription>> all = [];
        if (schemas.IsEmpty) return all;
        JsonSpanReader reader = new(schemas);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> id))
        {
            string schema = reader.Name(id);
            ReadOnlySpan<byte> value = reader.ReadRaw();
            if (value[0] == '{' && Read(value) is { } columns) all[schema] = columns;
        }

        return all;
    }

    private static void WriteColumn(ref JsonSpanWriter writer, SchemaMember member, ColumnForm form)
    {
        writer.Raw("{\"name\":"u8);
        writer.Value(member.JsonName);
        writer.Raw(",\"form\":"u8);
        writer.Value(ColumnForms.NameOf(form));
        if (member.IsIndexed) writer.Raw(",\"indexed\":true"u8);
        if (member.IsSlice) writer.Raw(",\"slice\":true"u8);
        if (member.IsMeasurement)
        {
            writer.Raw(",\"unit\":"u8);
            writer.Value(member.Unit);
            writer.Raw(",\"better\":"u8);
            writer.Value(member.Better == Direction.Lower ? "lower" : "higher");
        }

        writer.Raw("}"u8);
    }

    private static ImmutableArray<ColumnDescription>? Read(ReadOnlySpan<byte> schema)
    {
        ImmutableArray<ColumnDescription>? columns = null;
        JsonSpanReader reader = new(schema);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("columns"u8)) columns = ReadColumns(ref reader);
            else reader.Skip();
        }

        return columns;
    }

    private static ImmutableArray<ColumnDescription> ReadColumns(ref JsonSpanReader reader)
    {
        ImmutableArray<ColumnDescription>.Builder columns = ImmutableArray.CreateBuilder<ColumnDescription>();
        reader.BeginArray();
        while (reader.NextElement())
        {
            if (ReadColumn(ref reader) is { } column) columns.Add(column);
        }

        return columns.ToImmutable();
    }

    private static ColumnDescription? ReadColumn(ref JsonSpanReader reader)
    {
        string name = "";
        ColumnForm? form = null;
        bool isIndexed = false;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("name"u8)) name = reader.ReadString();
            else if (member.SequenceEqual("form"u8)) form = ColumnForms.Parse(reader.ReadString());
            else if (member.SequenceEqual("indexed"u8)) isIndexed = reader.ReadBoolean();
            else reader.Skip();
        }

        return form is { } known ? new(name, known, isIndexed) : null;
    }
}
