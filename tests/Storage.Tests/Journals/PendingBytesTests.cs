using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Journals;

public sealed class PendingBytesTests : IDisposable
{
    private const int Most = 64 << 10;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("flush")]
    [InlineData("batch")]
    [InlineData("none")]
    public async Task What_waits_never_takes_more_than_the_bound_or_one_line(string durability)
    {
        StoreOptions options = new() { UseSqlite = false, MostPendingBytes = Most, Durability = DurabilityCases.Of(durability) };
        using Store store = Store.Open(_folder.Store, options);
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        string text = new('x', 3000);
        await Together(8, (producer, i) =>
        {
            EvaluationWriter scores = session.Writer.Evaluation($"judge-{producer % 4}", Digest.Of("j"u8));
            scores.Append(new(Corpus.Generation(i), new(session.Id, "w0001", 1), default, default, i, text, null, null, null, default));
            session.Writer.Record(Corpus.Envelope(i), new Reply(text));
        });
        await session.Writer.FlushAsync();
        Assert.InRange(session.Writer.Pending.Peak, Most / 8, Most);
        int line = Most * 5;
        await session.Writer.Record(Corpus.Envelope(0), new Reply(new string('y', line))).Durable;
        Assert.InRange(session.Writer.Pending.Peak, line, line + 1000);
    }

    [Fact]
    public async Task Producers_that_wait_for_memory_learn_that_the_device_failed()
    {
        BrokenLater files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, MostPendingBytes = 4096, Files = files });
        RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        using ManualResetEventSlim device = new();
        files.Device = device;
        Task producers = Together(4, (_, i) => session.Writer.Record(Corpus.Envelope(i), new Reply(new string('z', 500))));
        while (session.Writer.Pending.Peak < 3000 || !session.Writer.Pending.IsShort) await Task.Yield();
        device.Set();
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => producers);
        Assert.Equal(Problem.NotWritable, error.Problem);
        await Assert.ThrowsAsync<StoreException>(async () => await session.DisposeAsync());
        Assert.Equal(0, session.Writer.Pending.Used);
    }

    [Fact]
    public void Buffers_are_used_again_and_what_is_abandoned_is_not()
    {
        PendingBytes pending = new(Most);
        byte[] first = pending.Take(pending.Small);
        pending.Return(first);
        byte[] again = pending.Take(pending.Small);
        Assert.Same(first, again);
        pending.Abandon(again);
        Assert.NotSame(first, pending.Take(pending.Small));
        Assert.Equal(pending.Small, pending.Used);
    }

    private static Task Together(int producers, Action<int, int> append) => Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Factory.StartNew(
        () =>
        {
            for (int i = 0; i < 60; i++) append(producer, i);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default)));

    private sealed class BrokenLater : FileOperations
    {
        public ManualResetEventSlim? Device { get; set; }

        public override void Flush(SafeFileHandle file)
        {
            if (Device is null)
            {
                base.Flush(file);
                return;
            }

            Device.Wait();
            throw new IOException("Input/output error", FailingFiles.InputOutput);
        }
    }
}
