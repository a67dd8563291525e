using System.Security.Cryptography;
using TrialKeep.Storage;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>A run notes the file that its tasks were read from.</summary>
public sealed class DataNoteTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-note-").FullName;

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("rows.jsonl", "{\"name\":\"a\",\"count\":1}\n\n{\"name\":\"b\",\"count\":2}")]
    [InlineData("rows.csv", "name,count\r\na,1\r\nb,2\r\n")]
    public async Task A_run_notes_digest_rows_and_path_of_its_file(string name, string text)
    {
        string file = Write(name, text);
        await RunAsync(Data(file).Describe(revision: "v2", split: "test", licence: "MIT"));
        StoredDataSet noted = Assert.Single(Notes());
        Assert.Equal(new DataSetSnapshot(name, new(SHA256.HashData(File.ReadAllBytes(file))), text.Length, 2) { Source = file, Revision = "v2", Split = "test", Licence = "MIT" }, noted.Snapshot);
        Assert.False(Directory.Exists(Path.Combine(_lab.Store, "objects")));
    }

    [Fact]
    public async Task The_same_file_is_noted_once_and_a_changed_one_beside_it()
    {
        string file = Write("rows.jsonl", "{\"name\":\"a\",\"count\":1}\n");
        await RunAsync(Data(file));
        await RunAsync(Data(file));
        Assert.Single(Notes());
        Write("rows.jsonl", "{\"name\":\"a\",\"count\":1 }\n");
        await RunAsync(Data(file));
        Assert.Equal([1, 2], Notes().Select(note => note.Number));
        Assert.Equal(1, _lab.Calls);
    }

    [Fact]
    public async Task A_copy_is_kept_when_that_is_asked_for()
    {
        string file = Write("rows.jsonl", "{\"name\":\"a\",\"count\":1}\n");
        await RunAsync(Data(file).Describe(name: "published", keep: true));
        File.Delete(file);
        StoredDataSet noted = Assert.Single(Notes());
        Assert.Equal(("published", true), (noted.Snapshot.Name, noted.Snapshot.IsKept));
        using Store store = Store.Open(_lab.Store);
        using StreamReader reader = new(store.Objects.Open(noted.Snapshot.Content, noted.Snapshot.Bytes));
        Assert.Equal("{\"name\":\"a\",\"count\":1}\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Rows_in_memory_are_not_noted()
    {
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment([Question.Of(1)], ["loud"]));
        Assert.Empty(Notes());
    }

    private async Task RunAsync(DataSet<Row> data)
    {
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment([], ["loud"]).Data(data, static row => Question.Of(row.Count)));
        Assert.Empty(run.Damage);
    }

    private StoredDataSet[] Notes()
    {
        using Store store = Store.Open(_lab.Store);
        StoredExperiment experiment = store.Experiment("lab");
        using RunReader reader = experiment.Read(experiment.Runs()[^1]);
        return [.. reader.DataSets()];
    }

    private static DataSet<Row> Data(string file) =>
        file.EndsWith(".csv", StringComparison.Ordinal) ? DataSet.Csv<Row>(file) : DataSet.Jsonl<Row>(file);

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
