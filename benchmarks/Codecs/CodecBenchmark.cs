using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Benchmarks.Storage;
using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Benchmarks.Codecs;

/// <summary>The generated codec against System.Text.Json's generated one on the same type and, for reading, the same bytes.</summary>
internal sealed class CodecBenchmark : IBenchmark
{
    private const int Different = 2000;
    private const int Passes = 10;
    private const string Ours = "TrialKeep";
    private const string Default = "System.Text.Json, default encoder";
    private const string Relaxed = "System.Text.Json, relaxed encoder";

    public string Name => "codec";

    public string Title => "Codec of a record with a text of 1,150 characters";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        Reply[] replies = Reply.Many(Different);
        yield return Write(replies);
        yield return Read(replies);
    }

    private static MarkdownTable Write(Reply[] replies)
    {
        Rounds measured = Rounds.Run(
            15,
            new Contender(Ours, () => Timed.Run(() => WriteOurs(replies))),
            new Contender(Default, () => Timed.Run(() => WriteTheirs(replies, JavaScriptEncoder.Default))),
            new Contender(Relaxed, () => Timed.Run(() => WriteTheirs(replies, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))));
        MarkdownTable table = new("Write into a buffer that is used again, one thread", "what", "records/s", "how many times as fast we are", "goal");
        table.Add(Ours, Rate(measured, Ours), "", "");
        table.Add(Default, Rate(measured, Default), Figure.Times(measured.Speed(Ours, Default)), "1.8 x");
        table.Add(Relaxed, Rate(measured, Relaxed), Figure.Times(measured.Speed(Ours, Relaxed)), "1.4 x");
        return table;
    }

    private static MarkdownTable Read(Reply[] replies)
    {
        byte[][] minimal = [.. replies.Select(Json.Write)];
        byte[][] escaped = [.. replies.Select(static reply => JsonSerializer.SerializeToUtf8Bytes(reply, PlainJson.Default.Reply))];
        MarkdownTable table = new("Read, strict, the same bytes, one thread", "bytes", "ours, records/s", "System.Text.Json, records/s", "how many times as fast we are", "goal");
        foreach ((string name, byte[][] bytes) in new[] { ("as we write them", minimal), ("as the default encoder writes them", escaped) })
        {
            Rounds measured = Rounds.Run(
                15,
                new Contender(Ours, () => Timed.Run(() => ReadOurs(bytes))),
                new Contender(Default, () => Timed.Run(() => ReadTheirs(bytes))));
            table.Add(name, Rate(measured, Ours), Rate(measured, Default), Figure.Times(measured.Speed(Ours, Default)), "1.6 x");
        }

        return table;
    }

    private static string Rate(Rounds measured, string name) => Figure.PerSecond(Different * Passes / measured.Median(name));

    private static void WriteOurs(Reply[] replies)
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (Reply reply in replies)
            {
                JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
                json.Object(reply);
                json.Return();
            }
        }
    }

    private static void WriteTheirs(Reply[] replies, JavaScriptEncoder encoder)
    {
        ArrayBufferWriter<byte> buffer = new(8192);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = encoder, SkipValidation = true });
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (Reply reply in replies)
            {
                JsonSerializer.Serialize(json, reply, PlainJson.Default.Reply);
                json.Flush();
                json.Reset();
                buffer.ResetWrittenCount();
            }
        }
    }

    private static void ReadOurs(byte[][] lines)
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (byte[] line in lines) Json.Read<Reply>(line);
        }
    }

    private static void ReadTheirs(byte[][] lines)
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (byte[] line in lines) JsonSerializer.Deserialize(line, PlainJson.Default.Reply);
        }
    }
}
