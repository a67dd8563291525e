using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Redaction;

namespace TrialKeep.Storage.Runs;

/// <summary>What everything in one open store shares.</summary>
/// <param name="folder">The folder of the store.</param>
/// <param name="options">How it works.</param>
internal sealed class StoreContext(string folder, StoreOptions options)
{
    private volatile bool _isCatalogWrong;
    private CatalogFiller? _catalogFiller;

    /// <summary>What is taken out of texts before they are written; null for nothing.</summary>
    public RedactorChain? Redaction { get; } = RedactorChain.Of(options.Redactors);

    public string Folder => folder;

    public StoreOptions Options => options;

    /// <summary>What trialkeep.json says; set once, when the store was opened.</summary>
    public StoreIdentity Identity { get; set; } = new("", default);

    public NoticeList Notices { get; } = new();

    /// <summary>The catalog was found to lie: nobody asks it again, and the next update makes it anew.</summary>
    public bool IsCatalogWrong
    {
        get => _isCatalogWrong;
        set => _isCatalogWrong = value;
    }

    /// <summary>Fills the catalog behind the sessions.</summary>
    public CatalogFiller CatalogFiller => LazyInitializer.EnsureInitialized(ref _catalogFiller, () => new(this));

    public bool UsesSqlite => options.UseSqlite && SqliteLibrary.Version is not null;

    public FileOperations Files => options.Files;

    public string ObjectsFolder => Path.Combine(Folder, "objects");

    public string ExperimentsFolder => Path.Combine(Folder, "experiments");

    public string RunsFolder(string experiment) => Path.Combine(ExperimentsFolder, experiment, "runs");

    public RunFolder Run(string experiment, RunId run) => new(experiment, run, Path.Combine(RunsFolder(experiment), run.Text));

    /// <summary>The experiments that have a folder, sorted.</summary>
    public List<string> Experiments()
    {
        if (!Directory.Exists(ExperimentsFolder)) return [];
        return [.. Directory.EnumerateDirectories(ExperimentsFolder).Select(path => Path.GetFileName(path)).Where(Name.IsGood).Order(StringComparer.Ordinal)];
    }

    /// <summary>The runs of an experiment that were begun whole, oldest first.</summary>
    public List<RunFolder> Runs(string experiment) => Folders(experiment, static run => File.Exists(run.RunFile));

    /// <summary>The same, and those whose run.json is gone: it was written before any segment.</summary>
    public List<RunFolder> BegunRuns(string experiment) => Folders(experiment, static run => File.Exists(run.RunFile) || SegmentName.List(run.Journal).Count > 0);

    private List<RunFolder> Folders(string experiment, Func<RunFolder, bool> isWanted)
    {
        string folder = RunsFolder(experiment);
        List<RunFolder> runs = [];
        if (!Directory.Exists(folder)) return runs;
        Links.RefuseOnTheWay(this, experiment);
        foreach (string path in Directory.EnumerateDirectories(folder))
        {
            Links.Refuse(path);
            if (RunId.TryParse(Path.GetFileName(path), out RunId id) && new RunFolder(experiment, id, path) is var run && isWanted(run)) runs.Add(run);
        }

        runs.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return runs;
    }
}
