using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.DataSets;

public sealed class DataSetTests : IDisposable
{
    private static readonly byte[] s_content = Encoding.UTF8.GetBytes("{\"id\":1}\n");
    private static readonly DataSetSnapshot s_snapshot = new("problems.jsonl", Digest.Of(s_content), s_content.Length, 1) { Source = "data/problems.jsonl", Revision = "v2", Split = "test", Licence = "MIT" };
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public DataSetTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = new ManualTime(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)) });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_noted_once_and_a_changed_one_is_told_apart()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            Assert.Empty(session.Reader.DataSets());
            Assert.Equal(DataSetState.First, session.DataSet(s_snapshot));
            Assert.Equal(DataSetState.Same, session.DataSet(s_snapshot with { }));
        }

        string first = Directory.GetFiles(_folder.Store, "000001.json", SearchOption.AllDirectories).Single();
        byte[] before = await File.ReadAllBytesAsync(first);
        DataSetSnapshot corrected = s_snapshot with { Content = Digest.Of("corrected"u8), Bytes = 9 };
        await using (RunSession session = _experiment.Continue(run, Corpus.Start))
        {
            Assert.Equal(DataSetState.Same, session.DataSet(s_snapshot));
            Assert.Equal(DataSetState.Changed, session.DataSet(corrected));
            Assert.Equal(DataSetState.Same, session.DataSet(corrected));
            Assert.Equal(DataSetState.Changed, session.DataSet(corrected with { Revision = null }));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(first));
        using RunReader reader = _experiment.Read(run);
        Assert.Equal([s_snapshot, corrected, corrected with { Revision = null }], reader.DataSets().Select(data => data.Snapshot));
        Assert.Equal([1, 2, 3], reader.DataSets().Select(data => data.Number));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), reader.DataSets()[0].Time);
    }

    [Fact]
    public async Task Its_content_is_kept_when_that_is_asked_for_and_is_referred_to()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        Assert.Equal(DataSetState.First, await session.KeepDataSetAsync(s_snapshot, static () => new MemoryStream(s_content)));
        Assert.Equal(DataSetState.Same, await session.KeepDataSetAsync(s_snapshot, static () => throw new InvalidOperationException("it is there")));
        StoredDataSet noted = Assert.Single(session.Reader.DataSets());
        Assert.True(noted.Snapshot.IsKept);
        using StreamReader text = new(_store.Objects.Open(noted.Snapshot.Content, noted.Snapshot.Bytes));
        Assert.Equal("{\"id\":1}\n", await text.ReadToEndAsync());
        List<ArtifactReference> references = [];
        _store.Objects.VisitReferences(references.Add);
        Assert.Equal([new("sums", session.Id, s_snapshot.Content, s_content.Length, "problems.jsonl", null, null)], references);
    }

    [Fact]
    public async Task A_content_that_changed_since_it_was_read_is_not_kept_under_a_wrong_name()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => session.KeepDataSetAsync(s_snapshot, static () => new MemoryStream([1, 2])));
        Assert.Equal(Problem.Damaged, error.Problem);
        Assert.Empty(session.Reader.DataSets());
    }

    [Fact]
    public async Task A_damaged_note_is_named_and_hides_no_record()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        session.DataSet(s_snapshot);
        await Corpus.Append(session.Writer, 0).Durable;
        string file = Directory.GetFiles(_folder.Store, "000001.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file))[..50]);
        using RunReader reader = _experiment.Read(session.Id);
        Assert.Equal((Problem.Damaged, file), (Assert.Throws<StoreException>(() => reader.DataSets()).Problem, file));
        Assert.Equal(1, reader.Count);
        await File.WriteAllTextAsync(file, "{\"format\":2}");
        Assert.Equal(Problem.NewerFormat, Assert.Throws<StoreException>(() => reader.DataSets()).Problem);
    }

    [Fact]
    public async Task Whichever_file_operation_fails_a_note_is_there_whole_or_not_at_all()
    {
        for (int failAt = 1; failAt <= 60; failAt++)
        {
            string folder = Path.Combine(_folder.Path, $"fail-{failAt}");
            bool acknowledged = false;
            Exception? error = await Record.ExceptionAsync(async () =>
            {
                using Store failing = Store.Open(folder, new() { UseSqlite = false, Files = new FailingFiles { FailAt = failAt } });
                await using RunSession session = failing.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
                await session.KeepDataSetAsync(s_snapshot, static () => new MemoryStream(s_content));
                acknowledged = true;
            });
            Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
            using Store store = Store.Open(folder, new() { UseSqlite = false });
            if (store.Experiment("sums").Runs() is not [var run]) continue;
            using RunReader reader = store.Experiment("sums").Read(run);
            Assert.True(reader.DataSets().Count == 1 || !acknowledged, $"operation {failAt}");
            Assert.All(reader.DataSets(), data => store.Objects.Verify(new(data.Snapshot.Content, data.Snapshot.Bytes)));
        }
    }
}
