using System.Diagnostics;
using System.Globalization;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Processes;

/// <summary>The kernel's own answers, changed by strace: what the seam of the file operations can't show.</summary>
public sealed class InjectionTests : IDisposable
{
    private const string Strace = "/usr/bin/strace";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fdatasync:error=EIO:when=12", 2, true)] // once: the lines go into a second segment
    [InlineData("fdatasync:error=EIO:when=12+", 2, false)] // for ever: given up
    [InlineData("pwrite64:error=ENOSPC:when=24+", 1, false)]
    public async Task What_was_acknowledged_is_there_whatever_the_kernel_answers(string injection, int segments, bool goesOn)
    {
        Assert.SkipUnless(CanTrace(), "strace is not installed, or may not trace here");
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        await using (experiment.Begin(Corpus.Manifest(1), Corpus.Start)) { }
        using Process child = Child.Append(_folder.Store, Strace, "-f", "-qq", "-o", Path.Combine(_folder.Path, "trace"), "-e", "trace=fdatasync,pwrite64", "-e", $"inject={injection}");
        HashSet<int> acknowledged = [];
        // A fault that stays ends the child sooner or later: how many appends one write takes is the load's business.
        int most = goesOn ? 200 : 50_000;
        while (acknowledged.Count < most && await child.StandardOutput.ReadLineAsync() is { } line) Take(line, acknowledged);
        child.Kill(entireProcessTree: true);
        await child.WaitForExitAsync();
        using RunReader reader = experiment.Read(experiment.Runs()[^1]);
        Assert.False(reader.Damage.IsDamaged);
        Assert.All(acknowledged, number => Assert.True(reader.TryGet(Corpus.Generation(number), out _), $"lost {number}"));
        Assert.NotEmpty(acknowledged); // else the fault came before there was anything to lose
        Assert.Equal(goesOn, acknowledged.Count >= most);
        Assert.Equal(segments, Directory.EnumerateFiles(Directory.EnumerateDirectories(_folder.Store, "journal", SearchOption.AllDirectories).Single()).Count());
    }

    private static bool CanTrace()
    {
        if (!File.Exists(Strace)) return false;
        using Process trial = Process.Start(new ProcessStartInfo(Strace, ["-f", "-qq", "-o", "/dev/null", "true"]))!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }

    private static bool Take(string line, HashSet<int> acknowledged) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && acknowledged.Add(number);
}
