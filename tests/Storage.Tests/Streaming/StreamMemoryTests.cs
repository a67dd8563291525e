using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;
using TrialKeep.Storage.Tests.Samples;
using TrialKeep.Storage.Tests.Sealing;

namespace TrialKeep.Storage.Tests.Streaming;

/// <summary>Live bytes are those of the whole process, so that nothing else may run beside these.</summary>
[CollectionDefinition(nameof(StreamMemoryTests), DisableParallelization = true)]
[Collection(nameof(StreamMemoryTests))]
public sealed class StreamMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public StreamMemoryTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Memory_does_not_grow_with_the_number_of_records(bool isSealed)
    {
        const int Many = 100_000;
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            string text = SealedRun.Text(1);
            for (int i = 0; i < Many; i++)
            {
                CompositeDigest digest = CompositeDigest.Of("many"u8);
                digest.Add(i);
                session.Writer.Record(Corpus.Envelope(1) with { Generation = digest.Finish().Id }, new Answer { Text = text, Latency = i, System = "Be exact." });
            }
        }

        if (isSealed) _experiment.Seal(run);
        Assert.InRange(LiveBytes(_experiment.StreamAttempts(run).Records<Answer>().Select(one => one.Head), Many), long.MinValue, 4 << 20);
        Assert.InRange(LiveBytes(_experiment.StreamAttempts(run).Select(Answer.Columns.Latency).Select(one => one.Head), Many), long.MinValue, 4 << 20);
        // The index of a run, no record.
        Assert.InRange(LiveBytes(_experiment.StreamWinners(run).Envelopes(), Many), long.MinValue, 16 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Many, _experiment.StreamAttempts(run).Envelopes().Count());
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Many, 0, isSealed ? 100 : 10);
    }

    // What is alive in the middle and near the end of a pass, beyond what was alive before it.
    private static long LiveBytes(IEnumerable<StreamedEnvelope> stream, int count)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = long.MinValue;
        int seen = 0;
        foreach (StreamedEnvelope _ in stream)
        {
            if (++seen % (count / 4) == count / 8) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(count, seen);
        return most;
    }
}
