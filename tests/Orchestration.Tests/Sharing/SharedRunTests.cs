using System.Diagnostics;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests.Sharing;

/// <summary>Several processes execute one plan on one store, and one after the other is killed.</summary>
public sealed class SharedRunTests(ITestOutputHelper output) : IDisposable
{
    private const int Items = 2_000;
    private const int Kills = 5;

    // An item is asked, transformed twice and scored.
    private const int Notes = 4 * Items;

    // What a process has claimed and not settled: the batch that it works on, and the one before while its last items end.
    private const int MostInFlight = 2 * SharingChild.Parallelism;

    private static readonly Action<string> s_nothing = static _ => { };

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-sharing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Processes_that_share_a_run_and_are_killed_do_every_item_once(int processes)
    {
        int started = 0;
        int killed = 0;
        Process[] workers = [.. Enumerable.Range(0, processes).Select(_ => SharingChild.Start(_folder, started++, Items))];
        for (int kill = 0; kill < Kills; kill++)
        {
            // After some more work has been begun, in whatever stage the victim is then.
            int victim = Draw(processes, kill, processes);
            WaitForNotes(workers, (kill + 1) * Notes / (Kills + 1) + Draw(processes, kill + 100, 50));
            if (!workers[victim].HasExited) killed++;
            workers[victim].Kill();
            await workers[victim].WaitForExitAsync(TestContext.Current.CancellationToken);
            workers[victim].Dispose();
            workers[victim] = SharingChild.Start(_folder, started++, Items);
        }

        foreach (Process worker in workers)
        {
            string error = await worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(worker.ExitCode == 0, error);
            worker.Dispose();
        }

        int asked = Check("asked", killed);
        int transformed = Check("heard", killed) + Check("measured", killed);
        int scored = Check("scored", killed);
        output.WriteLine($"{killed} killed, {asked} asked, {transformed} transformed, {scored} scored");
        using Store store = Store.Open(Path.Combine(_folder, "trials"));
        StoredExperiment stored = store.Experiment("sharing");
        Assert.Equal(RunStatus.Completed, stored.Status(Assert.Single(stored.Runs())));
        using Run<Question, Reply>? run = new ExperimentRunner<Question, Reply>(
            Planner.Plan(SharingChild.Experiment(Items, s_nothing, s_nothing, s_nothing, new(s_nothing)), Selection.All, TestContext.Current.CancellationToken), store, new RunOptions()).Read();
        Assert.Equal((0, 0), (run!.Counts.Failed, run.Counts.Missing));
        Transform<Reply> measured = run.Plan.Experiment.Transforms.Single(static transform => transform.Name == "measured");
        Assert.All(Enumerable.Range(0, Items), index => Assert.Equal(WorkState.Done, run.TransformStateOf(index, measured)));
        Assert.All(Enumerable.Range(0, Items), index => Assert.Equal(1, run.ScoreOf(index, 0)?.Value));
        string[] records = [.. PolicyTests.Evidence(_folder).Select(static line => line[line.IndexOf("\"key\"", StringComparison.Ordinal)..][..40])];
        Assert.Equal((Items, Items), (records.Length, records.Distinct().Count()));
    }

    [Fact]
    public async Task A_judge_is_asked_again_only_for_what_was_under_way_when_a_process_was_killed()
    {
        const int Answers = SharingChild.Parallelism - 1;
        using Process killed = SharingChild.Start(_folder, 0, SharingChild.Parallelism, $"scores={Answers}");
        while (!killed.HasExited && Scored(0) < SharingChild.Parallelism) Thread.Sleep(1);
        using Process other = SharingChild.Start(_folder, 1, SharingChild.Parallelism);
        // Both know what there is to score before there is a score.
        while (!other.HasExited && !File.Exists(Path.Combine(_folder, "scoring-1.txt"))) Thread.Sleep(1);
        await File.WriteAllTextAsync(Path.Combine(_folder, SharingChild.GoFile), "", TestContext.Current.CancellationToken);
        // The judge has the last one in hand; the other scores are durable and not settled.
        while (!killed.HasExited && ScoreLines() < Answers) Thread.Sleep(1);
        Assert.False(killed.HasExited, "The judge answers no more, so that nothing can end.");
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        string error = await other.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(other.ExitCode == 0, error);
        Assert.Equal((SharingChild.Parallelism, 1), (Scored(0), Scored(1)));
    }

    [Fact]
    public async Task Who_finds_everything_scored_by_another_has_the_scores_too()
    {
        using Lab lab = new();
        Experiment<Question, Reply> plain = lab.Experiment([.. Enumerable.Range(0, 3).Select(static i => Question.Of(i))], ["loud"]);
        using (await lab.RunAsync(plain))
        {
        }

        TaskCompletionSource isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource isAwaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CallingEvaluator judge = new(async (_, _, cancellation) =>
        {
            isAsked.TrySetResult();
            await isAwaited.Task.WaitAsync(cancellation);
            return Score.Of(0.5);
        });
        Experiment<Question, Reply> judged = plain.Evaluate("opinion", judge, Code.Version("1"));
        Task<Run<Question, Reply>> working = lab.RunAsync(judged, new RunOptions { Shared = true, Parallelism = 3 });
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        lab.Clock = new ToldClock(() => isAwaited.TrySetResult());
        using Run<Question, Reply> found = await lab.RunAsync(judged, new RunOptions { Shared = true, Parallelism = 3 });
        using Run<Question, Reply> made = await working;
        Assert.Equal((3, 0), (made.Counts.Evaluated, found.Counts.Evaluated));
        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(0.5, found.ScoreOf(index, 1)?.Value));
        Assert.Equal(WorkState.Done, found.StateOf(2));
    }

    [Fact]
    public async Task What_another_run_has_scored_is_taken_over_once()
    {
        using Lab lab = new();
        CallingEvaluator judge = new(static (_, _, _) => new(Score.Of(0.5)));
        Experiment<Question, Reply> Of(int items, CallingEvaluator opinion) => lab.Experiment([.. Enumerable.Range(0, items).Select(static i => Question.Of(i))], ["loud"]).Evaluate("opinion", opinion, Code.Version("1"));
        using (await lab.RunAsync(Of(5, judge)))
        {
        }

        const int Sharing = 3;
        int asked = 0;
        using CountdownEvent all = new(Sharing);
        CallingEvaluator waiting = new((_, _, cancellation) =>
        {
            Interlocked.Increment(ref asked);
            all.Wait(cancellation);
            return new(Score.Of(0.5));
        });
        Run<Question, Reply>[] runs = await Task.WhenAll(Enumerable.Range(0, Sharing).Select(_ => Task.Run(() =>
            lab.RunAsync(Of(9, waiting), new RunOptions { Shared = true, Parallelism = 2 }, observer: new SecondEvaluation(() => all.Signal())))));
        Assert.Equal((4, 8), (asked, runs.Sum(static run => run.Counts.Evaluated)));
        Assert.Equal(2 * 9, ScoreLines(Path.Combine(lab.Store, "experiments", "lab", "runs", runs[0].Id.Text)));
        Assert.All(runs, static run => Assert.All(Enumerable.Range(0, 9), index => Assert.Equal((1, 0.5), (run.ScoreOf(index, 0)?.Value, run.ScoreOf(index, 1)?.Value))));
        foreach (Run<Question, Reply> run in runs) run.Dispose();
    }

    [Fact]
    public async Task A_failed_item_is_given_up_for_all_who_share_and_tried_again_by_the_next_call()
    {
        using Lab lab = new();
        lab.Answer = static (input, context, _) => input.Id == "q1" && context.Attempt == 1 ? throw new InvalidOperationException("no") : Task.FromResult(new Reply { Text = "1" });
        Question[] questions = [.. Enumerable.Range(0, 9).Select(static i => Question.Of(i))];
        using (Run<Question, Reply> first = await lab.RunAsync(lab.Experiment(questions), new RunOptions { Shared = true, Parallelism = 3 }))
        {
            Assert.Equal(new WorkCounts(16, 0, 2, 0, 16), first.Counts);
        }

        using Run<Question, Reply> second = await lab.RunAsync(lab.Experiment(questions), new RunOptions { Shared = true });
        Assert.Equal(new WorkCounts(2, 16, 0, 0, 2), second.Counts);
        Assert.Equal(20, lab.Calls);
    }

    [Fact]
    public async Task What_a_budget_keeps_one_from_beginning_is_left_to_the_others()
    {
        using Lab lab = new();
        Experiment<Question, Reply> experiment = lab.Experiment([.. Enumerable.Range(0, 40).Select(static i => Question.Of(i))], ["loud"]);
        RunOptions all = new() { Shared = true, Parallelism = 3 };
        Run<Question, Reply>[] runs = await Task.WhenAll(lab.RunAsync(experiment, all with { Budget = new() { Items = 5 } }), lab.RunAsync(experiment, all));
        Assert.Equal((40, 40, 0), (lab.Calls, lab.Scored, runs[1].Counts.Missing));
        foreach (Run<Question, Reply> run in runs) run.Dispose();
    }

    [Fact]
    public async Task What_other_runs_have_made_of_a_record_is_taken_over_once()
    {
        using Lab lab = new();
        Ear ear = new();
        Transform<Reply, Length> length = ear.Measure(ear.Transform());
        Question[] questions = [.. Enumerable.Range(0, 9).Select(static i => Question.Of(i))];
        using (await lab.RunAsync(lab.Experiment(questions[..5], ["loud"]).Transform(length)))
        {
        }

        Run<Question, Reply>[] runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => lab.RunAsync(lab.Experiment(questions, ["loud"]).Transform(length), new RunOptions { Shared = true, Parallelism = 2 })));
        Assert.Equal((9, 18, 8), (lab.Calls, ear.Heard, runs.Sum(static run => run.Counts.Transformed)));
        Assert.All(runs, run => Assert.All(Enumerable.Range(0, 9), index => Assert.Equal(1, run.OutputOf(index, length)!.Letters)));
        Assert.Equal(18, TransformLines(lab.Store, runs[0].Id));
        foreach (Run<Question, Reply> run in runs) run.Dispose();
    }

    [Fact]
    public async Task Of_equal_records_each_who_shares_a_run_transforms_one_and_none_waits_for_ever()
    {
        using Lab lab = new();
        lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "same" });
        const int Sharing = 3;
        using CountdownEvent all = new(Sharing);
        Ear ear = new()
        {
            Hear = reply =>
            {
                all.Signal();
                all.Wait(TestContext.Current.CancellationToken);
                return new Heard { Words = reply.Text! };
            },
        };
        Experiment<Question, Reply> experiment = lab.Experiment([.. Enumerable.Range(0, 30).Select(static i => Question.Of(i))], ["loud"]).Transform(ear.Transform()).LimitTransform("heard", new());
        Run<Question, Reply>[] runs = await Task.WhenAll(Enumerable.Range(0, Sharing).Select(_ => Task.Run(() => lab.RunAsync(experiment, new RunOptions { Shared = true, Parallelism = 2 }))));
        Assert.Equal(Sharing, ear.Heard);
        Assert.Equal(30, TransformLines(lab.Store, runs[0].Id));
        foreach (Run<Question, Reply> run in runs) run.Dispose();
    }

    [Fact]
    public async Task What_a_transform_fails_on_is_given_up_for_all_and_tried_again_by_the_next_call()
    {
        using Lab lab = new();
        Ear ear = new() { Hear = static reply => reply.Text == "1" ? throw new InvalidOperationException("deaf") : new Heard { Words = reply.Text! } };
        Experiment<Question, Reply> experiment = lab.Experiment([.. Enumerable.Range(0, 9).Select(static i => Question.Of(i))], ["loud"]).Transform(ear.Transform());
        Run<Question, Reply>[] runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => lab.RunAsync(experiment, new RunOptions { Shared = true, Parallelism = 2 })));
        Assert.Equal(9, ear.Heard);
        foreach (Run<Question, Reply> run in runs) run.Dispose();
        ear.Hear = static reply => new Heard { Words = reply.Text! };
        using Run<Question, Reply> again = await lab.RunAsync(experiment, new RunOptions { Shared = true });
        Assert.Equal((10, 1), (ear.Heard, again.Counts.Transformed));
    }

    [Fact]
    public async Task What_another_run_has_is_taken_over_once()
    {
        using Lab lab = new();
        Question[] questions = [.. Enumerable.Range(0, 9).Select(static i => Question.Of(i))];
        using (await lab.RunAsync(lab.Experiment(questions[..5])))
        {
        }

        using Run<Question, Reply> run = await lab.RunAsync(lab.Experiment(questions), new RunOptions { Shared = true });
        Assert.Equal(new WorkCounts(8, 10, 0, 0, 8), run.Counts);
    }

    private static int TransformLines(string store, RunId run) => Directory.EnumerateFiles(Path.Combine(store, "experiments", "lab", "runs", run.Text, "journal"))
        .SelectMany(File.ReadLines).Count(static line => line.StartsWith("{\"kind\":\"transform\"", StringComparison.Ordinal));

    private static int ScoreLines(string folder) => !Directory.Exists(folder) ? 0
        : Directory.EnumerateFiles(folder, "w*.jsonl", SearchOption.AllDirectories).Where(static file => !file.Contains("journal", StringComparison.Ordinal)).Sum(WholeScores);

    private static int WholeScores(string file)
    {
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        // What follows the last line feed is not whole yet.
        return reader.ReadToEnd().Split('\n')[..^1].Count(static line => line.StartsWith("{\"kind\":\"score\"", StringComparison.Ordinal));
    }

    private int ScoreLines() => ScoreLines(Path.Combine(_folder, "trials"));

    private int Scored(int number) => Path.Combine(_folder, $"scored-{number}.txt") is var file && File.Exists(file) ? File.ReadLines(file).Count() : 0;

    private int Check(string what, int killed)
    {
        string[] done = [.. Directory.EnumerateFiles(_folder, $"{what}-*.txt").SelectMany(File.ReadLines)];
        Assert.Equal(Items, done.Distinct().Count());
        Assert.InRange(done.Length - Items, 0, killed * MostInFlight);
        return done.Length;
    }

    private void WaitForNotes(Process[] workers, int count)
    {
        while (workers.Any(static worker => !worker.HasExited) && Directory.EnumerateFiles(_folder, "*.txt").Sum(static file => File.ReadLines(file).Count()) < count) Thread.Sleep(1);
    }

    private static int Draw(int seed, int number, int bound) => (int)(Identities.Seed(seed, "kill", $"{number}") % bound);

    // Tells once that a call knows what its second evaluation has to score.
    private sealed class SecondEvaluation(Action known) : IProgress<RunProgress>
    {
        private int _told;

        public void Report(RunProgress value)
        {
            if (value.Stage == RunStage.Evaluate && value.Earlier.Any(static earlier => earlier.Stage == RunStage.Evaluate) && Interlocked.Exchange(ref _told, 1) == 0) known();
        }
    }

    // Tells when somebody waits, and lets it wait no longer than that.
    private sealed class ToldClock(Action waits) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            waits();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
