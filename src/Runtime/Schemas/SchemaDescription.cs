using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrialKeep.Runtime.Schemas;

/// <summary>A schema as JSON, for people and programs that do not have the type.</summary>
public static class SchemaDescription
{
    /// <summary>One object: id, kind, versions, fingerprint and members; equal bytes for equal schemas.</summary>
    public static string Json(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", schema.Id);
            json.WriteString("kind", Lower(schema.Kind));
            json.WriteNumber("version", schema.Version);
            json.WriteNumber("keyVersion", schema.KeyVersion);
            json.WriteString("fingerprint", schema.Fingerprint);
            json.WriteStartArray("members");
            foreach (SchemaMember member in schema.Members) Member(json, member);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Member(Utf8JsonWriter json, SchemaMember member)
    {
        json.WriteStartObject();
        json.WriteString("name", member.JsonName);
        json.WriteString("type", member.Type);
        json.WriteString("form", Lower(member.Form));
        if (member.IsNullable) json.WriteBoolean("nullable", true);
        if (member.IsRequired) json.WriteBoolean("required", true);
        if (member.Role != MemberRole.None) json.WriteString("role", Lower(member.Role));
        if (member.KeyName is not null) json.WriteString("keyName", member.KeyName);
        if (member.IsSlice) json.WriteBoolean("slice", true);
        if (member.IsCluster) json.WriteBoolean("cluster", true);
        if (member.IsIndexed) json.WriteBoolean("indexed", true);
        if (member.IsMeasurement) json.WriteBoolean("measurement", true);
        if (member.Unit is not null) json.WriteString("unit", member.Unit);
        if (member.IsMeasurement) json.WriteString("better", Lower(member.Better));
        json.WriteEndObject();
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
