using System.Globalization;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Checkpoints;

/// <summary>Writes checkpoints of one run and removes those that are too old.</summary>
internal sealed class CheckpointWriter(StoreContext store, RunFolder run, string writer)
{
    private const string Unfinished = ".tmp";
    private readonly object _gate = new();

    /// <summary>Writes a checkpoint, durable when it returns.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreException">It can't be written; older ones are as they were.</exception>
    public int Write(string name, string? schemaId, ReadOnlyMemory<byte> content)
    {
        Name.Check("checkpoint", name);
        if (content.Length > CheckpointFile.Longest) throw new StoreException(Problem.BadState, $"The checkpoint '{name}' has {content.Length} bytes, more than {CheckpointFile.Longest >> 30} GiB; store it as an artifact.");
        string folder = run.Checkpoints(name);
        lock (_gate)
        {
            return SystemErrors.Write(folder, () =>
            {
                Prepare(name, folder);
                int number = Create(name, folder, schemaId, content);
                RemoveOld(folder, number);
                return number;
            });
        }
    }

    private void Prepare(string name, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Name.CheckCase("checkpoint", name, run.CheckpointsFolder);
            DurableFolder.Create(store.Files, folder);
            return;
        }

        // What a killed writer left unfinished: its name says whose it is.
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Unfinished))
        {
            string owner = Path.GetFileNameWithoutExtension(path).Split('.')[^1];
            if (owner == writer || !WriterFiles.Lives(store.Files, run.WriterLock(owner))) store.Files.Delete(path);
        }
    }

    // Another process that shares the run may take the number first: then the next one is tried.
    private int Create(string name, string folder, string? schemaId, ReadOnlyMemory<byte> content)
    {
        for (int number = CheckpointFile.Numbers(folder) is [.., var newest] ? newest + 1 : 1; ; number++)
        {
            string path = CheckpointFile.PathOf(folder, number);
            byte[] envelope = CheckpointFile.Envelope(run, name, number, store.Options.Time.GetUtcNow(), schemaId, content.Span);
            string own = string.Create(CultureInfo.InvariantCulture, $"{path}.{writer}{Unfinished}");
            if (WholeFile.TryCreate(store.Files, path, own, [envelope, content])) return number;
        }
    }

    private void RemoveOld(string folder, int newest)
    {
        List<int> numbers = CheckpointFile.Numbers(folder);
        foreach (int old in numbers.Take(Math.Max(0, numbers.Count(number => number <= newest) - 1 - store.Options.KeptCheckpoints))) store.Files.Delete(CheckpointFile.PathOf(folder, old));
    }
}
