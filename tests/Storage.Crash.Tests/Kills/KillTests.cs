using System.Globalization;
using TrialKeep.Storage.Crash.Tests.Work;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Kills;

/// <summary>
/// <c>kill -9</c> at random moments of a process that begins, appends, seals, ends and continues runs. <c>TRIALKEEP_KILLS</c> says how many, and
/// <c>TRIALKEEP_SEED</c> which moments.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Lanes = 2;
    private const int KillsOfRun = 8;

    /// <summary>Kills of all tests of this kind together.</summary>
    public static int Kills { get; } = int.Parse(Environment.GetEnvironmentVariable("TRIALKEEP_KILLS") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_process_that_is_killed_anywhere_loses_repeats_and_invents_nothing()
    {
        output.WriteLine($"seed {Chance.Seed}");
        int[] done = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Factory.StartNew(() => Lane(lane, Kills * 7 / 10 / Lanes), TaskCreationOptions.LongRunning)));
        output.WriteLine($"{done.Sum()} acknowledged lines");
        Assert.True(done.Sum() > Kills, "almost nothing was acknowledged before the kills");
    }

    private static int Lane(int lane, int kills)
    {
        Chance chance = new(Chance.Seed + (ulong)lane);
        using TemporaryFolder folder = new();
        List<Acknowledged> runs = [];
        for (int kill = 0; kill < kills; kill++)
        {
            int run = kill / KillsOfRun;
            if (run == runs.Count) runs.Add(new());
            string where = $"seed {Chance.Seed}, lane {lane}, kill {kill}";
            using (Victim victim = new(Child.Alone(folder.Store, run), runs[run]))
            {
                Assert.True(victim.KillSomewhere(chance, () => LookAt(folder.Store, run)), where);
            }

            Check(folder.Store, run, runs[run], where);
            if (chance.OneIn(10)) DeleteDatabases(folder.Store);
        }

        for (int run = 0; run < runs.Count; run++) Check(folder.Store, run, runs[run], $"seed {Chance.Seed}, lane {lane}, at the end");
        return runs.Sum(run => run.Said.Count);
    }

    private static void Check(string folder, int run, Acknowledged acknowledged, string where)
    {
        using Store? store = Store.Find(folder);
        RunId? id = store?.Experiment(Child.Experiment).LatestRun(Child.ManifestOf(run).Digest);
        if (store is not null && id is { } known) RunCheck.Check(store, known, run, acknowledged, where);
        else Assert.True(acknowledged.Said.Count == 0, $"{where}: the run is gone");
    }

    // A reader beside a writer sees whole lines only, whatever the writer does.
    private static void LookAt(string folder, int run)
    {
        using Store? store = Store.Find(folder);
        StoredExperiment? experiment = store?.Experiment(Child.Experiment);
        if (experiment?.LatestRun(Child.ManifestOf(run).Digest) is not { } id) return;
        using RunReader reader = experiment.Read(id);
        Assert.False(reader.Damage.IsDamaged);
        foreach (Streaming.StreamedRecord<Reply> one in reader.Records<Reply>())
        {
            if (one.Error is null) Assert.StartsWith("The answer to ", one.Record!.Text, StringComparison.Ordinal);
            else Assert.Equal("timeout", one.Error.Kind);
        }
    }

    private static void DeleteDatabases(string folder)
    {
        // A process that was killed early enough has made no store.
        if (!Directory.Exists(folder)) return;
        foreach (string file in Directory.EnumerateFiles(folder, "*.db*")) File.Delete(file);
    }
}
