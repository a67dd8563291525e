using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Results;

namespace TrialKeep.Hosting.Documents;

/// <summary>Writes what a verb found as one JSON object: <c>schema</c> (1), <c>verb</c>, <c>experiment</c>, then what the verb says. Indented, with line feeds, the same bytes on every system.</summary>
internal static class VerbJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, if it was asked for.</summary>
    public static void Write(HostSettings settings, string verb, string experiment, Action<Utf8JsonWriter> content)
    {
        if (settings.Json is { } path) OutputFile.Write(path, stream => Write(stream, verb, experiment, content));
    }

    public static void Names(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Stream stream, string verb, string experiment, Action<Utf8JsonWriter> content)
    {
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("verb", verb);
            json.WriteString("experiment", experiment);
            content(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
