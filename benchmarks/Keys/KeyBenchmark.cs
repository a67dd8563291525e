using System.Security.Cryptography;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Benchmarks.Keys;

/// <summary>A key against one SHA-256 over the bytes that it is made from.</summary>
internal sealed class KeyBenchmark : IBenchmark
{
    private const int Different = 1000;
    private const int Passes = 100;
    private const string Ours = "key of six parts";
    private const string Hash = "SHA-256 over the same bytes";

    public string Name => "key";

    public string Title => "Key of six parts";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        ChatSettings[] values = [.. English.Texts(Different, characters: 550, seed: 11).Select(static (text, index) =>
            new ChatSettings { Model = $"model-{index}", Prompt = text, Temperature = index / 1000.0, MaxTokens = index, Stream = index % 2 == 0, Stop = "####" })];
        byte[][] buffers = [.. values.Select(Buffer)];
        long allocated = 0;
        Rounds measured = Rounds.Run(
            15,
            new Contender(Ours, () => Timed.Run(() => allocated = Keys(values))),
            new Contender(Hash, () => Timed.Run(() => Hashes(buffers))));
        MarkdownTable table = new($"{Figure.Of(buffers.Average(static buffer => buffer.Length))} bytes on average, one thread, 15 rounds", "what", "keys/s", "ns", "time against SHA-256", "bytes allocated a key", "goal");
        table.Add(Ours, Rate(measured, Ours), Nanoseconds(measured, Ours), Figure.Times(1 / measured.Speed(Ours, Hash)), Figure.Of((double)allocated / (Different * Passes)), "1.25 x, 0 bytes");
        table.Add(Hash, Rate(measured, Hash), Nanoseconds(measured, Hash), Figure.Times(1), "", "");
        yield return table;
    }

    private static string Rate(Rounds measured, string name) => Figure.PerSecond(Different * Passes / measured.Median(name));

    private static string Nanoseconds(Rounds measured, string name) => Figure.Of(measured.Median(name) * 1e9 / (Different * Passes));

    private static byte[] Buffer(ChatSettings value)
    {
        KeyWriter writer = KeyWriter.Rent();
        writer.Nested(value);
        byte[] bytes = writer.Written.ToArray();
        writer.Return();
        return bytes;
    }

    private static long Keys(ChatSettings[] values)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (ChatSettings value in values) Key.Of(value);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Hashes(byte[][] buffers)
    {
        Span<byte> digest = stackalloc byte[Digest.Size];
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (byte[] buffer in buffers) SHA256.HashData(buffer, digest);
        }
    }
}
