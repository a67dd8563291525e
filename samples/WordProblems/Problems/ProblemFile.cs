using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WordProblems.Problems;

/// <summary>The committed file: one JSON object a line, UTF-8 without a byte-order mark, LF after every line.</summary>
internal static class ProblemFile
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, IEnumerable<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            using (Utf8JsonWriter writer = new(stream, Readable))
                Write(writer, problem);
            stream.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("id", problem.Id);
        writer.WriteString("topic", problem.Topic);
        writer.WriteString("question", problem.Question);
        writer.WritePropertyName("answer");
        writer.WriteRawValue(problem.Answer.ToString("0.##########", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
