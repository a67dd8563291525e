using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>A store of many records in a number of runs, and its catalog.</summary>
internal static class CatalogCorpus
{
    private const int Different = 4096;

    public static void Write(string folder, int count, int runs)
    {
        string[] texts = English.Texts(Different, characters: 1150, seed: 7);
        KeyId variant = Digest.Of("variant"u8).Id;
        DateTimeOffset time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        RunStart start = new() { Schemas = [Schema<IndexedReply>()] };
        // The catalog is made once, at the end.
        using (Store store = Store.Open(folder, new() { UseSqlite = false, Durability = Durability.None, SealFrom = long.MaxValue }))
        {
            for (int run = 0; run < runs; run++)
            {
                RunSession session = store.Experiment("bench").Begin(new Manifest([new ManifestEntry(Id("run", run), "one", "one", 0)]), start);
                for (int i = (int)((long)count * run / runs); i < (int)((long)count * (run + 1) / runs); i++)
                {
                    session.Writer.Record(
                        new(Generation(i), Id("task", i), variant, 0, 1, time.AddMilliseconds(i), TimeSpan.FromTicks(12_345_678)),
                        new IndexedReply { Text = texts[i % Different], FinishReason = i % 7 == 0 ? "length" : "stop", Grade = i % 100, Latency = 0.25 + i / 1024.0 });
                }

                session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }

        using Store indexed = Store.Open(folder);
        if (indexed.Reindex() != count) throw new InvalidOperationException($"The catalog was to have {count} records: {string.Join(' ', indexed.Notices)}");
    }

    public static KeyId Generation(int index) => Id("generation", index);

    private static Runtime.Schemas.Schema Schema<T>()
        where T : Runtime.Schemas.ISchema<T> => T.Schema;

    private static KeyId Id(string kind, int index)
    {
        CompositeDigest digest = CompositeDigest.Of("bench"u8);
        digest.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}-{index}"));
        return digest.Finish().Id;
    }
}
