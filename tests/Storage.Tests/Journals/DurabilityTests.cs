using System.Text.Json;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Journals;

public sealed class DurabilityTests : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_a_value_and_says_what_it_is()
    {
        Assert.Equal(Durability.Flush, default);
        Assert.Equal(Durability.Batch(s_interval), Durability.Batch(s_interval));
        Assert.NotEqual(Durability.Batch(s_interval), Durability.Batch(TimeSpan.FromSeconds(1)));
        Assert.Equal(("flush", "none", "batch 250 ms"), (Durability.Flush.ToString(), Durability.None.ToString(), Durability.Batch(s_interval).ToString()));
        Assert.Equal(s_interval, Durability.Batch(s_interval).Interval);
        Assert.Null(Durability.None.Interval);
        foreach (double bad in new[] { 0, -1, 0.5, 1.5, 86_400_001 }) Assert.Throws<ArgumentOutOfRangeException>(() => Durability.Batch(TimeSpan.FromMilliseconds(bad)));
    }

    [Theory]
    [InlineData("flush", "\"flush\"")]
    [InlineData("none", "\"none\"")]
    [InlineData("batch", "\"batch\",5")]
    public async Task A_run_may_choose_its_own_and_its_header_says_which(string own, string expected)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Durability = Durability.Batch(s_interval) });
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start with { Durability = DurabilityCases.Of(own) })) Corpus.Append(session.Writer, 0);
        JsonElement header = JsonDocument.Parse(File.ReadLines(Segment()).First()).RootElement;
        string interval = header.TryGetProperty("interval", out JsonElement milliseconds) ? $",{milliseconds.GetRawText()}" : "";
        Assert.Equal(expected, header.GetProperty("durability").GetRawText() + interval);
    }

    [Fact]
    public async Task In_batches_an_append_is_acknowledged_before_its_flush_which_comes_when_its_time_has_come()
    {
        SteppedTime time = new();
        FailingFiles files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Durability = Durability.Batch(s_interval), Time = time, Files = files });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        using SemaphoreSlim flushed = new(0);
        files.OnFlush = () => flushed.Release();
        for (int i = 0; i < 20; i++) await Corpus.Append(session.Writer, i).Durable;
        time.Advance(s_interval - TimeSpan.FromMilliseconds(1));
        await Corpus.Append(session.Writer, 20).Durable;
        Assert.Equal(0, flushed.CurrentCount);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await flushed.WaitAsync();
        // The next ones have their own time.
        await session.Writer.FlushAsync();
        while (flushed.Wait(0)) { }
        await Corpus.Append(session.Writer, 21).Durable;
        Assert.Equal(0, flushed.CurrentCount);
        time.Advance(s_interval);
        await flushed.WaitAsync();
        Assert.Equal([], FlushedBeyond(File.ReadAllLines(Segment())));
    }

    [Fact]
    public async Task In_batches_flushing_and_closing_flush_at_once()
    {
        FailingFiles files = new();
        int flushes = 0;
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Durability = Durability.Batch(TimeSpan.FromDays(1)), Time = new SteppedTime(), Files = files });
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            files.OnFlush = () => Interlocked.Increment(ref flushes);
            await Corpus.Append(session.Writer, 0).Durable;
            Assert.Equal(0, flushes);
            await session.Writer.FlushAsync();
            Assert.Equal(1, flushes);
            await Corpus.Append(session.Writer, 1).Durable;
        }

        Assert.Equal(2, flushes);
    }

    [Fact]
    public async Task In_batches_memory_that_runs_short_brings_the_flush_forward()
    {
        const int Most = 8192;
        FailingFiles files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Durability = Durability.Batch(TimeSpan.FromDays(1)), Time = new SteppedTime(), Files = files, MostPendingBytes = Most });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        int flushes = 0;
        files.OnFlush = () => Interlocked.Increment(ref flushes);
        for (int i = 0; i < 200; i++) await Corpus.Append(session.Writer, i).Durable;
        Assert.True(flushes > 5);
    }

    [Fact]
    public async Task In_batches_the_lines_of_a_failed_flush_go_into_a_new_segment()
    {
        SteppedTime time = new();
        FailingFiles files = new() { FailFlushAt = 6 };
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Durability = Durability.Batch(s_interval), Time = time, Files = files });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        for (int i = 0; i < 10; i++)
        {
            for (int k = 0; k < 5; k++) await Corpus.Append(session.Writer, i * 5 + k).Durable;
            await session.Writer.FlushAsync();
        }

        Assert.Equal(2, Directory.EnumerateFiles(Path.GetDirectoryName(Segment())!).Count());
        using RunReader reader = store.Experiment("sums").Read(session.Id);
        Assert.Equal(50, reader.Count);
        Assert.False(reader.Damage.IsDamaged);
    }

    // What a line says to be flushed stands before it.
    private static long[] FlushedBeyond(string[] lines) =>
        [.. lines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("flushed", out JsonElement flushed) && flushed.GetInt64() >= line.GetProperty("seq").GetInt64()).Select(line => line.GetProperty("seq").GetInt64())];

    private string Segment() => Directory.EnumerateFiles(Directory.EnumerateDirectories(_folder.Store, "journal", SearchOption.AllDirectories).Single()).Order(StringComparer.Ordinal).First();
}
