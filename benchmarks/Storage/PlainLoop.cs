using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>
/// A plain loop that promises nothing: source-generated System.Text.Json with a writer that is used again, a <see cref="FileStream"/> with a
/// buffer of 1 MiB, one flush to the device at the end.
/// </summary>
internal static class PlainLoop
{
    public static double Run(AppendCorpus corpus, string folder, JavaScriptEncoder encoder)
    {
        using FileStream file = new(Path.Combine(folder, "plain.jsonl"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20);
        return Timed.Run(() =>
        {
            ArrayBufferWriter<byte> buffer = new(8192);
            using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = encoder, SkipValidation = true });
            for (int i = 0; i < corpus.Count; i++)
            {
                JsonSerializer.Serialize(json, corpus.Line(i), PlainJson.Default.PlainLine);
                json.Flush();
                buffer.Write("\n"u8);
                file.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
                json.Reset();
            }

            file.Flush(flushToDisk: true);
        });
    }
}
