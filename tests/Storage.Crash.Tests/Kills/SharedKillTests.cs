using TrialKeep.Storage.Crash.Tests.Work;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Kills;

/// <summary>Several processes work on one run, and one after the other is killed.</summary>
public sealed class SharedKillTests(ITestOutputHelper output)
{
    private const int Items = 40;
    private const int KillsOfRun = 8;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Processes_that_share_a_run_and_are_killed_lose_repeat_and_invent_nothing(int processes)
    {
        output.WriteLine($"seed {Chance.Seed}");
        Chance chance = new(Chance.Seed + (ulong)processes);
        for (int kills = KillTests.Kills * 3 / 20; kills > 0; kills -= KillsOfRun) OneRun(chance, processes, Math.Min(kills, KillsOfRun));
    }

    private static void OneRun(Chance chance, int processes, int kills)
    {
        string where = $"seed {Chance.Seed}, {processes} processes";
        using TemporaryFolder folder = new();
        Acknowledged acknowledged = new();
        Victim[] workers = [.. Enumerable.Range(0, processes).Select(_ => NewVictim(folder, acknowledged))];
        for (int kill = 0; kill < kills; kill++)
        {
            int victim = chance.Below(processes);
            workers[victim].KillSomewhere(chance, static () => { });
            workers[victim].Dispose();
            workers[victim] = NewVictim(folder, acknowledged);
        }

        foreach (Victim worker in workers)
        {
            Assert.Equal(0, worker.Drain());
            worker.Dispose();
        }

        using Store store = Store.Open(folder.Store);
        StoredExperiment experiment = store.Experiment(Child.Experiment);
        RunId run = Assert.Single(experiment.Runs());
        RunCheck.Check(store, run, 0, acknowledged, where);
        using RunReader reader = experiment.Read(run);
        Assert.Equal(new(Items, Items, 0, 0), RunCounts.Of(reader));
        Assert.Equal(RunStatus.Completed, experiment.Status(run));
    }

    private static Victim NewVictim(TemporaryFolder folder, Acknowledged acknowledged) => new(Child.Sharing(folder.Store, Items), acknowledged);
}
