using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrialKeep.Analysis.Reports;

/// <summary>How the JSON reports are written: indented, with line feeds, the same bytes on every system.</summary>
internal static class ReportJson
{
    public static JsonWriterOptions Options { get; } = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file or a pipe, never the inside of a page
    };

    public static void WriteFinite(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
