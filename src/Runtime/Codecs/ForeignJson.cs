using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrialKeep.Runtime.Codecs;

/// <summary>JSON that <see cref="JsonSpanWriter"/> did not encode itself: what converters write, and values that were kept as they were read.</summary>
internal static class ForeignJson
{
    /// <summary>What is written through the platform's writer.</summary>
    /// <exception cref="ExperimentDataException">It can't be written.</exception>
    public static ReadOnlySpan<byte> Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        try
        {
            using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            write(json, value);
        }
        catch (Exception exception) when (exception is not (ExperimentDataException or OutOfMemoryException))
        {
            throw new ExperimentDataException($"A value can't be written as JSON: {exception.Message}");
        }

        return buffer.WrittenSpan;
    }

    /// <summary>Copies a value; its texts are redacted one by one, so that it stays JSON.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="json">The value.</param>
    /// <param name="redactsNames">Whether names of members are texts, too.</param>
    public static void Redact(ref JsonSpanWriter writer, ReadOnlySpan<byte> json, bool redactsNames)
    {
        JsonSpanReader reader = new(json);
        Redact(ref writer, ref reader, redactsNames);
        reader.End();
    }

    private static void Redact(ref JsonSpanWriter writer, scoped ref JsonSpanReader reader, bool redactsNames)
    {
        switch (reader.Next)
        {
            case (byte)'{':
                RedactObject(ref writer, ref reader, redactsNames);
                break;
            case (byte)'[':
                RedactArray(ref writer, ref reader, redactsNames);
                break;
            case (byte)'"':
                writer.Value(reader.ReadString());
                break;
            default:
                writer.Raw(reader.ReadRaw());
                break;
        }
    }

    private static void RedactObject(ref JsonSpanWriter writer, scoped ref JsonSpanReader reader, bool redactsNames)
    {
        byte separator = (byte)'{';
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> name))
        {
            writer.Raw([separator]);
            string text = Encoding.UTF8.GetString(name);
            if (redactsNames) writer.Value(text);
            else writer.Plain(text);
            writer.Raw(":"u8);
            Redact(ref writer, ref reader, redactsNames);
            separator = (byte)',';
        }

        writer.Raw(separator == '{' ? "{}"u8 : "}"u8);
    }

    private static void RedactArray(ref JsonSpanWriter writer, scoped ref JsonSpanReader reader, bool redactsNames)
    {
        byte separator = (byte)'[';
        reader.BeginArray();
        while (reader.NextElement())
        {
            writer.Raw([separator]);
            Redact(ref writer, ref reader, redactsNames);
            separator = (byte)',';
        }

        writer.Raw(separator == '[' ? "[]"u8 : "]"u8);
    }
}
