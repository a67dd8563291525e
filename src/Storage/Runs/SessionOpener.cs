using System.Text;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Origins;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Runs;

/// <summary>Begins and continues runs of one experiment.</summary>
internal sealed class SessionOpener(StoreContext store, string experiment)
{
    private readonly ExperimentRuns _runs = new(store, experiment);

    /// <summary>Continues the latest run of a manifest, or begins its first one.</summary>
    public RunSession ContinueOrBegin(Digest digest, Func<Manifest> manifest, RunStart start)
    {
        if (_runs.Latest(digest) is { } known) return Continue(known, start);
        return BeginAlone(start, () => _runs.Latest(digest) is { } meanwhile ? Continue(meanwhile, start) : BeginNow(manifest, start));
    }

    /// <summary>Begins a new run.</summary>
    public RunSession Begin(Manifest manifest, RunStart start) => BeginAlone(start, () => BeginNow(() => manifest, start));

    /// <summary>Continues a run: takes its lock and sets aside what a killed process left unfinished.</summary>
    public RunSession Continue(RunId run, RunStart start)
    {
        CheckConfiguration(start);
        RunFolder folder = _runs.Place(run);
        RunInfo info = RunFile.Read(store.Files, folder);
        return Opened(folder, start, () => TornTails.Cut(store.Files, folder, info.Ends));
    }

    // Whoever maintains the experiment holds the same lock: a run that is begun meanwhile could reuse what goes.
    private RunSession BeginAlone(RunStart start, Func<RunSession> begin)
    {
        CheckConfiguration(start);
        if (start.Shared && !store.UsesSqlite) throw NoSharing(store.RunsFolder(experiment));
        Links.RefuseOnTheWay(store, experiment);
        using SafeFileHandle held = BeginLock.Take(store, experiment);
        return begin();
    }

    private RunSession BeginNow(Func<Manifest> manifest, RunStart start) => SystemErrors.Write(store.RunsFolder(experiment), () =>
    {
        Manifest made = manifest();
        return BeginIn(CreateFolder(made), made, start);
    });

    private RunFolder CreateFolder(Manifest manifest)
    {
        DateTimeOffset created = store.Options.Time.GetUtcNow();
        // The newest run is always the one begun last, even when the clock went back.
        if (_runs.All() is [.., { } latest] && latest.Id.Created >= created) created = latest.Id.Created.AddMilliseconds(1);
        while (true)
        {
            RunFolder run = store.Run(experiment, new RunId(created, manifest.Digest));
            if (store.Files.TryCreateFolder(run.Folder)) return run;
            created = created.AddMilliseconds(1);
        }
    }

    // run.json comes last: without it the folder is no run, so that a process killed here leaves nothing half begun.
    private RunSession BeginIn(RunFolder run, Manifest manifest, RunStart start)
    {
        return Opened(run, start, () =>
        {
            ManifestFile.Write(store, run, manifest);
            RunFile.Write(store, run, InfoOf(run, manifest, start));
            store.Files.FlushFolder(store.RunsFolder(experiment));
        }, start is { LooksUp: > 0, IsFresh: false } ? new(store, experiment, run.Id, start.LooksUp, notesTasks: true) : null);
    }

    // A session that works alone keeps the lock; one that shares has it for this moment. Nothing that a look-up finds goes meanwhile: whoever maintains the experiment waits for either.
    private RunSession Opened(RunFolder run, RunStart start, Action prepare, GenerationLookup? lookup = null)
    {
        if (start.Shared && !store.UsesSqlite) throw NoSharing(run.Folder);
        SafeFileHandle held = start.Shared ? RunLock.TakeForMoment(store, run) : RunLock.Take(store.Files, run);
        RunSession? session = null;
        RunReader? reader = null;
        try
        {
            lookup?.Begin();
            prepare();
            reader = RunReader.Open(store, run);
            return session = new(store, run, reader, start, held, lookup);
        }
        finally
        {
            if (session is null) reader?.Dispose();
            if (session is null) lookup?.Dispose();
            if (session is null || start.Shared) held.Dispose();
        }
    }

    private StoreException NoSharing(string folder) =>
        new(Problem.BadState, $"A run of '{experiment}' can't be shared, because work is claimed in SQLite, which can't be loaded or is switched off; install libsqlite3, or work alone.", folder);

    private RunInfo InfoOf(RunFolder run, Manifest manifest, RunStart start)
    {
        DateTimeOffset now = store.Options.Time.GetUtcNow();
        int planned = manifest.Entries.Count;
        return new(run.Id, experiment, manifest.Digest, start.Pending ? RunStatus.Pending : RunStatus.Running, now, now, new(planned, 0, 0, planned), ProvenanceCapture.Of(store).Get(start.CommandLine, waits: false), start.Configuration, start.IsFresh);
    }

    private static void CheckConfiguration(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Configuration is null) return;
        JsonSpanReader reader = new(Encoding.UTF8.GetBytes(start.Configuration));
        reader.Skip();
        reader.End();
    }
}
