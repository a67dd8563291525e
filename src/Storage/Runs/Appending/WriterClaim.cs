using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>A writer's name in its run, and the lock by which others see that it lives: both are taken by the first thing that is written.</summary>
/// <param name="store">The store.</param>
/// <param name="run">The run.</param>
/// <param name="isSharing">Whether the writer shares the run, which its lock tells others.</param>
internal sealed class WriterClaim(StoreContext store, RunFolder run, bool isSharing)
{
    private readonly object _gate = new();
    private volatile string? _name;
    private SafeFileHandle? _lock;
    private bool _closed;

    /// <summary>The name; null while nobody needed one.</summary>
    public string? Name => _name;

    /// <summary>Names a line that was appended to the journal under this name.</summary>
    /// <exception cref="InvalidOperationException">Nothing was appended yet.</exception>
    public RecordReference ReferenceTo(in Appended appended) =>
        new(run.Id, _name ?? throw new InvalidOperationException("Nothing was appended by this writer yet."), appended.Sequence);

    /// <summary>The name, taken now when there is none.</summary>
    public string Take()
    {
        lock (_gate) return _name ??= TakeFree();
    }

    /// <summary>The same for what is about to be written.</summary>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public string TakeToWrite()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(RunWriter));
            return _name ??= TakeFree();
        }
    }

    /// <summary>Lets nothing more be opened under the name, whose lock is still held.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
    }

    /// <summary>Frees the lock.</summary>
    public void Free() => _lock?.Dispose();

    // One more than any writer whose lock or lines are there: the number is also the epoch, so that a later takeover wins.
    private string TakeFree() => SystemErrors.Write(run.WritersFolder, () =>
    {
        DurableFolder.Create(store.Files, run.WritersFolder);
        for (long number = HighestWriter() + 1; ; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"w{number:D4}");
            if (store.Files.TryCreateLock(run.WriterLock(name)) is not { } held) continue;
            try
            {
                store.Files.Write(held, LockText.OfThisProcess(isSharing), 0);
            }
            catch
            {
                held.Dispose();
                throw;
            }

            _lock = held;
            return name;
        }
    });

    private long HighestWriter()
    {
        IEnumerable<string> locks = Directory.EnumerateFiles(run.WritersFolder, "*.lock").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => SegmentName.IsWriter(name));
        IEnumerable<string> segments = run.Streams().SelectMany(SegmentName.List).Select(segment => segment.Writer);
        return locks.Concat(segments).Select(StreamScan.EpochOf).DefaultIfEmpty(0).Max();
    }
}
