using System.Globalization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Measurements;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Measurements;

public sealed class MeasurementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(2)));
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public MeasurementTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = _time });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_measured_comes_back_with_step_time_and_value()
    {
        using RunReader reader = await Read(writer =>
        {
            writer.Measurement(null, "train/loss", 0.5, step: 1);
            _time.Now = _time.Now.AddSeconds(1);
            writer.Measurement(Corpus.Generation(0), "train/loss", 1e-300, step: -7);
            writer.Measurement(Corpus.Generation(0), "gpu.memory", 12, 3, new(2026, 2, 1, 0, 0, 0, TimeSpan.FromHours(-5)));
            Corpus.Append(writer, 0);
        });
        DateTimeOffset noon = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                new(null, "train/loss", 1, 0.5, noon),
                new(Corpus.Generation(0), "train/loss", -7, 1e-300, noon.AddSeconds(1)),
                new(Corpus.Generation(0), "gpu.memory", 3, 12, new(2026, 2, 1, 5, 0, 0, TimeSpan.Zero)),
            ],
            reader.Measurements.All());
        Assert.Equal(2, reader.Measurements.Of(Corpus.Generation(0)).Count());
        Assert.Single(reader.Measurements.Of(null));
        Assert.Equal(2, reader.Measurements.Named("train/loss").Count());
        Assert.Equal(1, reader.Count);
        Assert.True(reader.Measurements.Any);
        Assert.False(reader.Damage.IsDamaged);
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.Epsilon, "5E-324")]
    public async Task Every_double_comes_back_and_the_file_is_JSON(double value, string written)
    {
        using RunReader reader = await Read(writer => writer.Measurement(null, "x", value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(reader.Measurements.All().Single().Value));
        Assert.Contains($"\"value\":{written},\"crc\"", Journal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_is_in_order_of_step_and_the_later_of_one_step_counts()
    {
        RunId run;
        await using (RunSession first = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = first.Id;
            foreach (int step in new[] { 3, 1, 2, 1 }) first.Writer.Measurement(null, "loss", step * 10, step);
            first.Writer.Measurement(null, "loss", 99, 1);
            first.Writer.Measurement(Corpus.Generation(0), "loss", 5, 2);
        }

        await using (RunSession second = _experiment.Continue(run, Corpus.Start)) second.Writer.Measurement(null, "loss", double.NaN, 2);
        using RunReader reader = _experiment.Read(run);
        Assert.Equal([(1L, 99.0), (2, double.NaN), (3, 30)], reader.Measurements.Series("loss").Select(point => (point.Step, point.Value)));
        MeasurementSummary summary = reader.Measurements.Summarize("loss")!.Value;
        Assert.Equal((3L, 1L, 30.0, 99.0, 3L, 30.0), (summary.Count, summary.NotANumber, summary.Least, summary.Greatest, summary.Last.Step, summary.Last.Value));
        Assert.Null(reader.Measurements.Summarize("none"));
        Assert.Empty(reader.Measurements.Series("none"));
        Assert.Equal([(null, 3L), (Corpus.Generation(0), 1L)], reader.Measurements.Summaries().Select(series => ((KeyId?)series.Generation, series.Count)));
    }

    [Fact]
    public async Task A_series_of_nothing_but_NaN_has_no_least_and_no_greatest()
    {
        using RunReader reader = await Read(writer =>
        {
            writer.Measurement(null, "x", double.NaN, 1);
            writer.Measurement(null, "x", double.NaN, 2);
            writer.Measurement(null, "y", double.NegativeInfinity, 1);
            writer.Measurement(null, "y", 7, 2);
        });
        MeasurementSummary nothing = reader.Measurements.Summarize("x")!.Value;
        Assert.Equal((2L, 2L, double.NaN, double.NaN), (nothing.Count, nothing.NotANumber, nothing.Least, nothing.Greatest));
        MeasurementSummary something = reader.Measurements.Summarize("y")!.Value;
        Assert.Equal((double.NegativeInfinity, 7.0), (something.Least, something.Greatest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a\"")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public async Task A_name_that_is_none_is_refused_and_nothing_is_written(string name)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        StoreException error = Assert.Throws<StoreException>(() => session.Writer.Measurement(null, name, 1));
        Assert.Equal(Problem.BadName, error.Problem);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(session.Writer.HasAppended);
    }

    [Fact]
    public async Task A_name_of_128_characters_is_the_longest()
    {
        string longest = new('a', 128);
        using RunReader reader = await Read(writer => writer.Measurement(null, longest, 1));
        Assert.Equal(longest, reader.Measurements.All().Single().Name);
        await using RunSession session = _experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        Assert.Throws<StoreException>(() => session.Writer.Measurement(null, longest + "a", 1));
    }

    [Fact]
    public async Task A_reader_shows_what_was_there_when_it_was_opened()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await session.Writer.Measurement(null, "x", 1, 1).Durable;
        using RunReader before = _experiment.Read(session.Id);
        await session.Writer.Measurement(null, "x", 2, 2).Durable;
        using RunReader after = _experiment.Read(session.Id);
        Assert.Single(before.Measurements.All());
        Assert.Equal(2, after.Measurements.All().Count());
    }

    [Fact]
    public async Task After_a_failed_flush_each_line_comes_once()
    {
        RunId run;
        using (Store failing = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new FailingFiles { FailFlushAt = 8 } }))
        {
            await using RunSession session = failing.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
            run = session.Id;
            for (int i = 0; i < 20; i++) await session.Writer.Measurement(null, "x", i, i).Durable;
        }

        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(JournalFiles()[0])!).Length);
        using RunReader reader = _experiment.Read(run);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double)i), reader.Measurements.All().Select(point => point.Value));
    }

    [Fact]
    public async Task Many_measurements_by_several_threads_all_come_back_and_the_index_holds_none_of_them()
    {
        const int Each = 20_000;
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"thread-{thread}");
            for (int i = 0; i < Each; i++) session.Writer.Measurement(null, name, i, i);
        })));
        await session.Writer.FlushAsync();
        using RunReader reader = _experiment.Read(session.Id);
        Assert.Equal(0, reader.Count);
        Assert.Equal(4, reader.Measurements.Summaries().Count);
        Assert.All(reader.Measurements.Summaries(), series => Assert.Equal((Each, 0.0, Each - 1.0), (series.Count, series.Least, series.Greatest)));
    }

    [Fact]
    public async Task Sealed_segments_are_streamed_too_also_those_that_are_sealed_behind_an_open_reader()
    {
        RunId run;
        using Store small = Store.Open(_folder.Store, new() { UseSqlite = false, SegmentBytes = 20_000, SealFrom = long.MaxValue });
        await using (RunSession session = small.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < 500; i++)
            {
                session.Writer.Measurement(null, "x", i, i);
                if (i % 50 == 0) await session.Writer.ArtifactAsync(new("log"), new MemoryStream([(byte)(i / 50)]));
            }
        }

        using RunReader before = _experiment.Read(run);
        Assert.InRange(_experiment.Seal(run).Segments, 2, 100);
        Assert.Empty(JournalFiles());
        using RunReader after = _experiment.Read(run);
        foreach (RunReader reader in new[] { before, after })
        {
            Assert.Equal(Enumerable.Range(0, 500).Select(i => (double)i), reader.Measurements.Series("x").Select(point => point.Value));
            Assert.Equal(10, reader.Artifacts.All().Count());
            Assert.False(reader.Damage.IsDamaged);
        }

        int references = 0;
        Assert.False(_store.Objects.VisitReferences(_ => references++).IsDamaged);
        Assert.Equal(10, references);
    }

    [Fact]
    public async Task A_damaged_line_hides_no_other_and_is_reported()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < 5; i++) await session.Writer.Measurement(null, "x", i, i).Durable;
        }

        string file = JournalFiles().Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"value\":2,", "\"value\":7,", StringComparison.Ordinal));
        using RunReader reader = _experiment.Read(run);
        Assert.True(reader.Damage.IsDamaged);
        Assert.Equal([0, 1, 3, 4], reader.Measurements.All().Select(point => point.Value));
    }

    private async Task<RunReader> Read(Action<RunWriter> append)
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            append(session.Writer);
        }

        return _experiment.Read(run);
    }

    private string Journal() => File.ReadAllText(JournalFiles().Single());

    private string[] JournalFiles() => Directory.GetFiles(_folder.Store, "w0001-*.jsonl", SearchOption.AllDirectories);
}
