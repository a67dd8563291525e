using System.Globalization;
using TrialKeep.Storage.Crash.Tests.Kills;

namespace TrialKeep.Storage.Crash.Tests.Sweeps;

/// <summary>The n-th file operation of a repair fails, for every n: no good line is lost at any moment, and the next repair ends as one that was never disturbed.</summary>
public sealed class RepairSweepTests : IAsyncLifetime
{
    // What repair is to change: counts and marks that could not be read, scores of records that are gone.
    private static readonly string[] s_changing = ["run ", "marks ", "score "];
    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string Damaged => Path.Combine(_folder.Path, "damaged");

    public async ValueTask InitializeAsync() => await SmallStore.WriteAsync(Damaged);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Whatever_fails_while_segments_are_repaired()
    {
        Flip(Segment(".jsonl.gz"), 3);
        Flip(Segment(".jsonl"), 2);
        File.WriteAllText(SmallStore.Files(Damaged).Single(static file => file.EndsWith(".checkpoint", StringComparison.Ordinal)), "x");
        File.WriteAllText(SmallStore.Files(Damaged).Single(static file => file.EndsWith("marks.json", StringComparison.Ordinal)), "{");
        Sweep();
    }

    [Fact]
    public void Whatever_fails_while_run_json_and_the_manifest_are_made_anew()
    {
        File.WriteAllText(SmallStore.Files(Damaged).Single(static file => file.EndsWith("run.json", StringComparison.Ordinal)), "{\"format\":1");
        string manifest = SmallStore.Files(Damaged).Single(static file => file.EndsWith("manifest.jsonl", StringComparison.Ordinal));
        File.WriteAllLines(manifest, File.ReadAllLines(manifest).Where(static (_, line) => line != 2));
        Sweep();
    }

    private void Sweep()
    {
        string whole = Path.Combine(_folder.Path, "whole");
        SmallStore.Copy(Damaged, whole);
        FailingFiles counting = new();
        Repair(whole, counting);
        HashSet<string> before = Facts.Of(Damaged).Said, after = Facts.Of(whole).Said;
        HashSet<string> stays = [.. before.Where(static fact => !s_changing.Any(start => fact.StartsWith(start, StringComparison.Ordinal)))];
        Assert.True(stays.IsSubsetOf(after), stays.Except(after).FirstOrDefault());
        Assert.Empty(Facts.Of(whole).Complaints);
        Assert.InRange(counting.Operations, 60, 3000);
        Parallel.For(1, counting.Operations + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, failAt =>
        {
            string store = Path.Combine(_folder.Path, failAt.ToString(CultureInfo.InvariantCulture));
            SmallStore.Copy(Damaged, store);
            Exception? fault = Record.Exception(() => Repair(store, new() { FailAt = failAt, StaysBroken = failAt % 2 == 0, Error = failAt % 3 == 0 ? FailingFiles.NoSpace : FailingFiles.InputOutput }));
            string where = $"operation {failAt} of {counting.Operations}";
            Assert.True(fault is null or StoreException, $"{where}: {fault}");
            HashSet<string> then = Facts.Of(store).Said;
            Assert.True(stays.IsSubsetOf(then), $"{where}: lost {stays.Except(then).FirstOrDefault()}");
            Repair(store, new());
            HashSet<string> end = Facts.Of(store).Said;
            Assert.True(end.SetEquals(after), $"{where}, and then the rest: {end.Except(after).Concat(after.Except(end)).FirstOrDefault()}");
            Assert.Equal(SetAside(whole), SetAside(store));
            Directory.Delete(store, recursive: true);
        });
    }

    private static void Repair(string folder, FailingFiles files)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = false, Files = files });
        foreach (string experiment in store.Experiments())
        {
            foreach (string run in Directory.EnumerateDirectories(Path.Combine(folder, "experiments", experiment, "runs"))) store.Experiment(Child.Experiment).Repair(Runs.RunId.Parse(Path.GetFileName(run)));
        }
    }

    private string Segment(string extension) => SmallStore.Files(Damaged).First(file => file.EndsWith(extension, StringComparison.Ordinal) && file.Contains("journal", StringComparison.Ordinal));

    private static void Flip(string file, int part)
    {
        byte[] content = File.ReadAllBytes(file);
        content[content.Length / part] ^= 1;
        File.WriteAllBytes(file, content);
    }

    // A file that was being written when the device failed is nobody's.
    private static string[] SetAside(string store) => [.. SmallStore.Files(store).Where(static file => file.Contains("lost+found", StringComparison.Ordinal) && !file.EndsWith(".tmp", StringComparison.Ordinal)).Select(static file => Path.GetFileName(file))];
}
