using System.Diagnostics;
using System.Globalization;
using TrialKeep.Storage.Crash.Tests.Kills;
using TrialKeep.Storage.Crash.Tests.Work;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Devices;

/// <summary>A real file system that is full, wherever that happens: amid an append, a seal, a file that is replaced, the catalog.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Items = 60;
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly List<string> _mounted = [];

    public void Dispose()
    {
        foreach (string mounted in _mounted) Run("umount", mounted);
        _folder.Dispose();
    }

    [Fact]
    public void A_disk_that_is_full_anywhere_loses_nothing_and_the_work_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root may mount a small file system");
        string place = Path.Combine(_folder.Path, "disk");
        Directory.CreateDirectory(place);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", place), "no file system may be mounted here");
        _mounted.Add(place);
        int full = 0;
        for (int pages = 2; pages < 160; pages += pages < 20 ? 1 : 3)
        {
            foreach (string entry in Directory.EnumerateFileSystemEntries(place)) Directory.Delete(entry, recursive: true);
            Assert.True(Run("mount", "-o", $"remount,size={pages * 4}k", place));
            Acknowledged acknowledged = new();
            Exception? fault = Record.Exception(() => Work(Path.Combine(place, "store"), acknowledged));
            string where = string.Create(CultureInfo.InvariantCulture, $"{pages * 4} KiB");
            Assert.True(fault is null || (fault is StoreException { Problem: Problem.DiskFull } error && error.Message.Contains("nothing acknowledged is lost", StringComparison.Ordinal)), $"{where}: {fault}");
            if (fault is not null) full++;
            Assert.True(Run("mount", "-o", "remount,size=4m", place));
            Check(Path.Combine(place, "store"), acknowledged, where);
            Work(Path.Combine(place, "store"), acknowledged);
            Check(Path.Combine(place, "store"), acknowledged, where + ", and then the rest");
        }

        Assert.True(full > 20, $"the disk was full {full} times only");
    }

    private static void Check(string folder, Acknowledged acknowledged, string where)
    {
        using Store? store = Directory.Exists(folder) ? Store.Find(folder) : null;
        RunId? run = store?.Experiment(Child.Experiment).LatestRun();
        Assert.True(run is not null || acknowledged.Said.Count == 0, $"{where}: the run is gone");
        if (store is not null && run is { } id) RunCheck.Check(store, id, 0, acknowledged, where, mayRepeat: true);
    }

    private static void Work(string folder, Acknowledged acknowledged)
    {
        using Store store = Store.Open(folder, Job.Options);
        StoredExperiment experiment = store.Experiment(Child.Experiment);
        Manifest manifest = Child.ManifestOf(0);
        RunSession session = experiment.ContinueOrBegin(manifest.Digest, () => manifest, Corpus.Start);
        try
        {
            Job.Do(session, null, 0, Enumerable.Range(0, Items), acknowledged.TakeAgain);
            acknowledged.TakeAgain(string.Create(CultureInfo.InvariantCulture, $"c {session.Writer.Checkpoint("state", new byte[] { 1 })}"));
            session.SetStatus(RunStatus.Completed, new(1, 1, 0, 0));
        }
        finally
        {
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        experiment.Seal(session.Id);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
