using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage;

/// <summary>
/// A folder that keeps experiments. The truth is in JSONL files that any tool reads (docs/formats.md); the SQLite catalog beside them may be
/// deleted at any time. May be used by several threads.
/// </summary>
public sealed class Store : IDisposable
{
    private readonly StoreContext _context;

    private Store(StoreContext context, StoreIdentity identity)
    {
        _context = context;
        Id = identity.Id;
        Created = identity.Created;
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder => _context.Folder;

    /// <summary>32 hexadecimal digits drawn when the store was created.</summary>
    public string Id { get; }

    /// <summary>When the store was created.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>Opens a store, creating it when it is not there.</summary>
    /// <param name="folder">The folder; relative to the current one, or absolute.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="StoreException">
    /// The folder can't be written (<see cref="Problem.NotWritable"/>, nothing was written), or the store is of a newer format
    /// (<see cref="Problem.NewerFormat"/>) or damaged.
    /// </exception>
    public static Store Open(string folder, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        StoreContext context = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), options ?? new());
        return new(context, StoreFile.Open(context));
    }

    /// <summary>The experiments that have runs, sorted by name.</summary>
    public IReadOnlyList<string> Experiments() => _context.Experiments();

    /// <summary>An experiment; nothing is created until its first run begins.</summary>
    /// <exception cref="StoreException">The name can't be a folder's (<see cref="Problem.BadName"/>).</exception>
    public StoredExperiment Experiment(string name)
    {
        Name.Check("experiment", name);
        return new(_context, name);
    }

    /// <summary>Closes what is open.</summary>
    public void Dispose()
    {
    }
}
