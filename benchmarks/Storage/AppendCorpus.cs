using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Records with their ids, made before the clock runs; both sides write the same ones.</summary>
internal sealed class AppendCorpus
{
    private const int Different = 4096;
    private readonly Reply[] _replies = Reply.Many(Different);
    private readonly RecordEnvelope[] _envelopes;
    private readonly PlainLine[] _lines;

    public AppendCorpus(int count)
    {
        DateTimeOffset time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        KeyId variant = Digest.Of("variant"u8).Id;
        _envelopes = [.. Enumerable.Range(0, count).Select(i => new RecordEnvelope(Id("generation", i), Id("task", i), variant, 0, 1, time.AddMilliseconds(i), TimeSpan.FromTicks(12_345_678)))];
        _lines = [.. _envelopes.Select((envelope, i) => new PlainLine(
            "record", i + 1, $"{envelope.Generation}", $"{envelope.Task}", $"{variant}", 0, 1, envelope.Time, envelope.Elapsed.TotalSeconds, "bench.reply", 1, _replies[i % Different]))];
    }

    public int Count => _envelopes.Length;

    public PlainLine Line(int index) => _lines[index];

    public Appended Append(RunWriter writer, int index) => writer.Record(_envelopes[index], _replies[index % Different]);

    /// <summary>The generation of a record.</summary>
    public static KeyId Generation(int index) => Id("generation", index);

    private static KeyId Id(string kind, int index)
    {
        CompositeDigest digest = CompositeDigest.Of("bench"u8);
        digest.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}-{index}"));
        return digest.Finish().Id;
    }
}
