using System.Diagnostics;

namespace TrialKeep.Orchestration.Tests.Sharing;

/// <summary>What one call may spend, several processes that share a run may spend together and not each.</summary>
public sealed class SharedBudgetTests : IDisposable
{
    private const int Items = 2_000;
    private const int Most = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-budget-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2, "items=300", StopKind.Items)]
    [InlineData(4, "items=300", StopKind.Items)]
    [InlineData(4, "tokens=3000", StopKind.Tokens)]
    [InlineData(4, "cost=3", StopKind.Cost)]
    public async Task Processes_that_share_a_run_spend_one_budget_together(int processes, string limit, StopKind stop)
    {
        Process[] workers = [.. Enumerable.Range(0, processes).Select(number => SharingChild.Start(_folder, number, Items, limit))];
        Go(workers);
        await EndAsync(workers, stop);
        Assert.Equal(Most, Asked());
        Assert.Equal(Most, PolicyTests.Evidence(_folder).Count());
    }

    [Theory]
    [InlineData("items=300", StopKind.Items)]
    [InlineData("tokens=3000", StopKind.Tokens)]
    public async Task What_a_killed_process_had_begun_counts_as_spent(string limit, StopKind stop)
    {
        const int Processes = 3;
        Process[] workers = [.. Enumerable.Range(0, Processes).Select(number => SharingChild.Start(_folder, number, Items, limit))];
        Go(workers);
        while (!workers[0].HasExited && Asked(0) == 0) Thread.Sleep(1);
        workers[0].Kill();
        await workers[0].WaitForExitAsync(TestContext.Current.CancellationToken);
        workers[0].Dispose();
        await EndAsync(workers[1..], stop);
        Assert.InRange(Asked(), Most - SharingChild.Parallelism, Most);
    }

    [Fact]
    public async Task Processes_that_share_a_run_stop_at_the_most_failures_together()
    {
        const int Processes = 4;
        Process[] workers = [.. Enumerable.Range(0, Processes).Select(number => SharingChild.Start(_folder, number, Items, "failures=100"))];
        Go(workers);
        await EndAsync(workers, StopKind.Failures);
        // What is under way when the last failure is counted may fail, too.
        Assert.InRange(PolicyTests.Evidence(_folder).Count(), 100, 100 + Processes * SharingChild.Parallelism);
    }

    [Fact]
    public async Task A_budget_begins_anew_when_all_who_shared_have_left_or_were_killed()
    {
        Go([]);
        await EndAsync([SharingChild.Start(_folder, 0, Items, "items=300")], StopKind.Items);
        using (Process killed = SharingChild.Start(_folder, 1, Items, "items=1000"))
        {
            while (Asked(1) == 0) Thread.Sleep(1);
            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await EndAsync([SharingChild.Start(_folder, 2, Items, "items=300")], StopKind.Items);
        Assert.Equal((Most, Most), (Asked(0), Asked(2)));
    }

    [Fact]
    public async Task What_failed_when_all_were_killed_is_tried_again()
    {
        Go([]);
        using (Process killed = SharingChild.Start(_folder, 0, Items, "failures=2000"))
        {
            while (PolicyTests.Evidence(_folder).Count() < 50) Thread.Sleep(1);
            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using Process again = SharingChild.Start(_folder, 1, Items);
        string error = await again.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await again.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(again.ExitCode == 0, error);
        Assert.Equal(Items, Asked(1));
    }

    // A budget is that of those who share the run at the same time: nobody begins before all are there.
    private void Go(Process[] workers)
    {
        while (Directory.EnumerateFiles(_folder, "joined-*.txt").Count() < workers.Length && !workers.Any(static worker => worker.HasExited)) Thread.Sleep(1);
        File.WriteAllText(Path.Combine(_folder, SharingChild.GoFile), "");
    }

    private int Asked() => Directory.EnumerateFiles(_folder, "asked-*.txt").Sum(static file => File.ReadLines(file).Count());

    private int Asked(int number) => Path.Combine(_folder, $"asked-{number}.txt") is var file && File.Exists(file) ? File.ReadLines(file).Count() : 0;

    private static async Task EndAsync(Process[] workers, StopKind stop)
    {
        foreach (Process worker in workers)
        {
            string error = await worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(worker.ExitCode == SharingChild.StoppedBy + (int)stop, $"{worker.ExitCode} {error}");
            worker.Dispose();
        }
    }
}
