using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opening_creates_the_store_and_nothing_else()
    {
        using Store store = Store.Open(_folder.Store);
        Assert.Equal([Path.Combine("store", "trialkeep.json")], _folder.Files());
        Assert.Equal(32, store.Id.Length);
        Assert.Empty(store.Experiments());
        Assert.Empty(store.Experiment("sums").Runs());
        Assert.Null(store.Experiment("sums").LatestRun(Corpus.Manifest(1).Digest));
        Assert.Equal([Path.Combine("store", "trialkeep.json")], _folder.Files());
    }

    [Fact]
    public void Finding_writes_nothing_and_finds_what_is_there()
    {
        Assert.Null(Store.Find(_folder.Store));
        Assert.False(Directory.Exists(_folder.Store));
        Directory.CreateDirectory(_folder.Store);
        Assert.Null(Store.Find(_folder.Store));
        Assert.Empty(_folder.Files());
        using Store made = Store.Open(_folder.Store);
        using Store? found = Store.Find(_folder.Store);
        Assert.Equal(made.Id, found?.Id);
        File.Delete(Path.Combine(_folder.Store, "trialkeep.json"));
        Directory.CreateDirectory(Path.Combine(_folder.Store, "experiments"));
        using Store? nameless = Store.Find(_folder.Store);
        Assert.Empty(nameless!.Experiments());
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_file_is_no_store_for_opening_and_finding()
    {
        File.WriteAllText(_folder.Store, "mine");
        StoreException opened = Assert.Throws<StoreException>(() => Store.Open(_folder.Store));
        StoreException found = Assert.Throws<StoreException>(() => Store.Find(_folder.Store));
        Assert.Equal((Problem.NotWritable, opened.Message), (found.Problem, found.Message));
        Assert.Equal("mine", File.ReadAllText(_folder.Store));
    }

    [Fact]
    public void Opening_again_keeps_the_identity()
    {
        using Store first = Store.Open(_folder.Store);
        using Store second = Store.Open(_folder.Store + Path.DirectorySeparatorChar);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Created, second.Created);
        Assert.Equal(first.Folder, second.Folder);
    }

    [Fact]
    public void A_newer_format_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_folder.Store);
        string path = Path.Combine(_folder.Store, "trialkeep.json");
        File.WriteAllText(path, "{\"format\":2,\"future\":[1,2]}\n");
        StoreException error = Assert.Throws<StoreException>(() => Store.Open(_folder.Store));
        Assert.Equal(Problem.NewerFormat, error.Problem);
        Assert.Equal(path, error.File);
        Assert.Contains("install a newer TrialKeep", error.Message, StringComparison.Ordinal);
        Assert.Single(_folder.Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"one\"}")]
    public void A_damaged_store_file_is_named(string content)
    {
        Directory.CreateDirectory(_folder.Store);
        File.WriteAllText(Path.Combine(_folder.Store, "trialkeep.json"), content);
        StoreException error = Assert.Throws<StoreException>(() => Store.Open(_folder.Store));
        Assert.Equal(Problem.Damaged, error.Problem);
        Assert.Contains("trialkeep.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_refused_and_nothing_is_written()
    {
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "mine");
        StoreException error = Assert.Throws<StoreException>(() => Store.Open(Path.Combine(file, "store")));
        Assert.Equal(Problem.NotWritable, error.Problem);
        Assert.Equal(["file"], _folder.Files());
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a..b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a.")]
    [InlineData(" a")]
    [InlineData("ä")]
    [InlineData("a:b")]
    [InlineData("NUL")]
    [InlineData("con.txt")]
    [InlineData("Lpt1")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void A_name_that_is_no_folder_everywhere_is_refused(string name)
    {
        using Store store = Store.Open(_folder.Store);
        StoreException error = Assert.Throws<StoreException>(() => store.Experiment(name));
        Assert.Equal(Problem.BadName, error.Problem);
        Assert.DoesNotContain('\0', error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Single(_folder.Files());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("word-problems")]
    [InlineData("v1.2_x")]
    [InlineData("console")]
    public void Other_names_are_taken(string name)
    {
        using Store store = Store.Open(_folder.Store);
        Assert.Equal(name, store.Experiment(name).Name);
    }

    [Fact]
    public async Task A_name_that_differs_by_case_only_is_refused()
    {
        using Store store = Store.Open(_folder.Store);
        await using (store.Experiment("Sums").Begin(Corpus.Manifest(1), Corpus.Start)) { }
        StoreException error = Assert.Throws<StoreException>(() => store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start));
        Assert.Equal(Problem.BadName, error.Problem);
        Assert.Contains("'Sums'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Sums"], store.Experiments());
    }

    [Fact]
    public void A_run_that_is_not_there_is_not_found_and_leaves_no_debris()
    {
        using Store store = Store.Open(_folder.Store);
        RunId run = RunId.Parse("20260131T120000000Z-0123456789abcdef");
        foreach (Action act in new Action[] { () => store.Experiment("sums").Read(run), () => store.Experiment("sums").Continue(run, Corpus.Start), () => store.Experiment("sums").Info(run) })
        {
            Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(act).Problem);
        }

        Assert.Single(_folder.Files());
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Store));
    }

    [Theory]
    [InlineData("20260131T120000000Z-0123456789abcdeF")]
    [InlineData("20260131T120000000Z-0123456789abcde")]
    [InlineData("20261331T120000000Z-0123456789abcdef")]
    [InlineData("../../../../../../escape-0123456789a")]
    [InlineData(null)]
    public void What_is_no_run_id_is_refused(string? text) => Assert.False(RunId.TryParse(text, out _));

    [Fact]
    public void Sqlite_is_here_and_says_which_one_it_is() => Assert.Matches("^3\\.[0-9]+\\.[0-9]+$", Store.SqliteVersion);
}
