using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Indexes;

/// <summary>A run whose index is too long to be held says what a small one says, whoever asks in whatever order, and where there is no room for temporary files.</summary>
public sealed class LargeRunTests : IDisposable
{
    private const int Count = 90_000;
    private static readonly KeyId s_transform = Digest.Of("transform"u8).Id;
    private static readonly Digest s_evaluation = Digest.Of("evaluation"u8);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_read_and_reused_in_any_order()
    {
        KeyId[] keys = [.. Enumerable.Range(0, Count).Select(Corpus.Generation)];
        RunId first = await WriteAsync(keys);
        foreach (bool hasRoom in new[] { true, false })
        {
            Counted files = new(hasRoom);
            using Store store = Store.Open(_folder.Store, new() { Files = files });
            StoredExperiment experiment = store.Experiment("sums");
            using (RunReader reader = experiment.Read(first))
            {
                using EvaluationReader scores = reader.Evaluation("right", s_evaluation);
                using EvaluationReader alone = experiment.Evaluation(first, "right", s_evaluation);
                Assert.Equal((Count, Count, Count), (reader.Count, scores.Count, alone.Count));
                Parallel.For(0, 4, thread => Demand(reader, scores, alone, keys, thread));
            }

            using GenerationLookup lookup = experiment.Lookup(except: null, expected: Count);
            foreach (int i in InSomeOrder(seed: 9)) Assert.True(lookup.TryFind(keys[i], out StoredGeneration found) && found.Reference.Run == first && found.Reference.Sequence > 0);
            Assert.False(lookup.TryFind(Digest.Of("none"u8).Id, out _));
            Assert.True(files.Temporary >= 2, $"{files.Temporary} temporary files");
        }
    }

    // The tasks in the order of the plan, their records in another.
    private async Task<RunId> WriteAsync(KeyId[] keys)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(Count), Corpus.Start);
        await using (session)
        {
            for (int i = 0; i < Count; i++) Corpus.Solve(session.Writer, i);
            foreach (int i in InSomeOrder(seed: 1))
            {
                RecordReference reference = session.Writer.ReferenceTo(session.Writer.Record(Corpus.Envelope(i), Corpus.Reply(i)));
                session.Writer.TransformNone(new(keys[i], reference, s_transform, Digest.Of(BitConverter.GetBytes(i)).Id, "none", DateTimeOffset.UnixEpoch), "no number");
                session.Writer.Evaluation("right", s_evaluation).Append(new StoredScore(keys[i], reference, default, default, i, null, null, null, null, DateTimeOffset.UnixEpoch));
                // Tasks that are stored are not stored again, however long ago that was.
                Corpus.Solve(session.Writer, (i * 31 + 7) % Count);
            }
        }

        return session.Id;
    }

    private static void Demand(RunReader reader, EvaluationReader scores, EvaluationReader alone, KeyId[] keys, int thread)
    {
        IEnumerable<int> order = thread == 0 ? Enumerable.Range(0, Count) : InSomeOrder(thread).Take(Count / 4);
        foreach (int i in order)
        {
            Assert.True(reader.TryGet(keys[i], out StoredGeneration found) && found.Succeeded && found.Key == keys[i]);
            Assert.True(scores.TryPeek(keys[i], out ScoreSummary score) && score.Value == i && score.Record == found.Reference);
            Assert.True(alone.TryPeek(keys[i], out ScoreSummary same) && same == score);
            Assert.True(reader.Transforms.TryPeek(keys[i], s_transform, out TransformSummary made) && made.Record == found.Reference && made.Input == Digest.Of(BitConverter.GetBytes(i)).Id);
            if (i % 100 != 0) continue;
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
            Assert.Equal($"item-{i}", reader.ReadTask(Key.Of(Corpus.Question(i)).Id)?.Item);
            Assert.Equal(keys[i], reader.Transforms.FindByInput(s_transform, made.Input)?.Envelope.Generation);
        }
    }

    private static int[] InSomeOrder(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new Random(seed).Shuffle(order);
        return order;
    }

    private sealed class Counted(bool hasRoom) : FileOperations
    {
        private int _temporary;

        public int Temporary => _temporary;

        public override SafeFileHandle CreateTemporary()
        {
            Interlocked.Increment(ref _temporary);
            return hasRoom ? base.CreateTemporary() : throw new UnauthorizedAccessException("no folder");
        }
    }
}
