using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Results;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests.Predecessor;

/// <summary>What a study runner was found to do wrong while it ran, by the numbers of its list. Designs and exports to other formats are elsewhere.</summary>
public sealed class StudyRunnerDefectTests : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task B1_parallel_runs_draw_the_same_numbers_as_serial_ones()
    {
        _lab.Answer = static async (_, context, _) =>
        {
            await Task.Yield();
            return new Reply { Text = $"{context.Seed}" };
        };
        using Run<Question, Reply> serial = await _lab.RunAsync(_lab.Experiment(Items(50)), new RunOptions { Parallelism = 1 });
        using Run<Question, Reply> parallel = await _lab.RunAsync(_lab.Experiment(Items(50)), new RunOptions { Parallelism = 4, Fresh = true });
        Assert.Equal(Results(serial), Results(parallel));
    }

    [Fact]
    public async Task B2_variants_that_use_a_processor_run_at_the_same_time()
    {
        using Barrier barrier = new(4);
        _lab.Answer = (_, _, cancellation) =>
        {
            barrier.SignalAndWait(cancellation);
            return Task.FromResult(new Reply { Text = "1" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(8), ["loud"]), new RunOptions { Parallelism = 4 });
        Assert.Equal(8, run.Counts.Generated);
    }

    [Fact]
    public async Task B3_a_stop_begins_nothing_more_and_keeps_what_finished()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource stopped = new();
        int asked = 0;
        _lab.Answer = async (_, _, _) =>
        {
            int number = Interlocked.Increment(ref asked);
            if (number == 20)
            {
                await stop.CancelAsync();
                stopped.SetResult();
            }

            if (number > 20) await stopped.Task;
            return new Reply { Text = "1" };
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(400), ["loud"]), new RunOptions { Parallelism = 4 }, cancellation: stop.Token);
        Assert.InRange(_lab.Calls, 20, 24);
        Assert.Equal((_lab.Calls, true), (run.Counts.Generated, run.WasCancelled));
    }

    [Fact]
    public async Task B4_fail_fast_keeps_what_finishes_under_way()
    {
        TaskCompletionSource failed = new();
        int under = 0;
        TaskCompletionSource all = new();
        _lab.Answer = async (input, _, _) =>
        {
            if (Interlocked.Increment(ref under) == 4) all.SetResult();
            await all.Task;
            if (input.Id == "q0") throw new InvalidOperationException("no");
            await failed.Task;
            return new Reply { Text = "1" };
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(20), ["loud"]), new RunOptions { Parallelism = 4, MaxFailures = 1 }, observer: new Told(progress =>
        {
            if (progress.Failed == 1) failed.TrySetResult();
        }));
        Assert.Equal(new WorkCounts(3, 0, 1, 16, 0), run.Counts);
    }

    [Fact]
    public async Task B5_and_B6_failures_are_tried_again_and_changes_are_not_overlooked()
    {
        _lab.Answer = static (input, context, _) => context.Attempt == 1 && input.Prompt.Number < 2 ? throw new InvalidOperationException("no") : Task.FromResult(new Reply { Text = "1" });
        using (await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]))) Assert.Equal(4, _lab.Calls);
        using (await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]))) Assert.Equal(6, _lab.Calls);
        using (await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"], code: "2"))) Assert.Equal(10, _lab.Calls);
    }

    [Fact]
    public async Task B7_and_B16_results_are_those_of_the_plan_in_its_order_after_any_resume()
    {
        using Run<Question, Reply> once = await _lab.RunAsync(_lab.Experiment(Items(6)));
        using Run<Question, Reply> fewer = await _lab.RunAsync(_lab.Experiment(Items(3)));
        Assert.Equal(Results(once)[..6], Results(fewer));
        using Lab parts = new();
        for (int i = 0; i < 4; i++)
        {
            using Run<Question, Reply> part = await parts.RunAsync(parts.Experiment(Items(6)), new RunOptions { Budget = new() { Items = 3 }, Parallelism = 3 });
            if (i == 3) Assert.Equal(Results(once), Results(part));
        }
    }

    [Fact]
    public async Task B8_and_B9_a_cut_line_costs_that_line_and_a_stray_file_nothing()
    {
        using (await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"])))
        {
        }

        string journal = Directory.EnumerateFiles(_lab.Store, "w*.jsonl", SearchOption.AllDirectories).Single(static file => file.Contains("journal", StringComparison.Ordinal));
        using (FileStream file = File.OpenWrite(journal)) file.SetLength(file.Length - 20);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(journal)!, "stray.json"), "{}", TestContext.Current.CancellationToken);
        using Run<Question, Reply> again = await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"]));
        Assert.Equal((6, 1, 4, 0), (_lab.Calls, again.Counts.Generated, again.Counts.Cached, again.Counts.Missing));
    }

    [Fact]
    public async Task B10_a_call_that_may_not_do_all_that_is_planned_says_so()
    {
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(10), ["loud"]), new RunOptions { Budget = new() { Items = 3 } });
        Assert.Equal((3, 7, StopKind.Items), (run.Counts.Generated, run.Counts.Missing, run.Stop!.Kind));
    }

    [Fact]
    public void B13_what_can_not_be_told_apart_is_refused()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(2), ["loud"]).Variant("twin", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"));
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken));
        Assert.Contains("'loud' and 'twin' have the same key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B17_nothing_that_a_variant_throws_escapes()
    {
        _lab.Answer = static (input, _, cancellation) => input.Id switch
        {
            "q0" => throw new OperationCanceledException(),
            "q1" => throw new ThreadInterruptedException(),
            "q2" => Task.FromCanceled<Reply>(new CancellationToken(canceled: true)),
            _ => Task.FromResult(new Reply { Text = "1" }),
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"]));
        Assert.Equal((2, 3), (run.Counts.Generated, run.Counts.Failed));
    }

    [Fact]
    public async Task B18_the_same_call_again_appends_nothing()
    {
        using (await _lab.RunAsync(_lab.Experiment(Items(3))))
        {
        }

        string[] before = [.. PolicyTests.Evidence(_lab.Store)];
        using (await _lab.RunAsync(_lab.Experiment(Items(3))))
        {
        }

        Assert.Equal(before, PolicyTests.Evidence(_lab.Store));
    }

    [Fact]
    public async Task B20_stack_traces_and_causes_are_kept()
    {
        _lab.Answer = static (_, _, _) => throw new InvalidOperationException("outer", new ArgumentException("inner"));
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(1), ["loud"]));
        RecordError error = run.ErrorOf(0)!;
        Assert.Equal(("outer", "System.InvalidOperationException"), (error.Message, error.Type));
        Assert.Contains("System.ArgumentException: inner", error.Detail, StringComparison.Ordinal);
        Assert.Contains(nameof(B20_stack_traces_and_causes_are_kept), error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B21_a_running_run_says_so_and_how_far_it_is()
    {
        Orchestration.Progress.StoredProgress? seen = null;
        _lab.Answer = (input, _, _) =>
        {
            if (input.Id == "q2")
            {
                using Store other = Store.Open(_lab.Store);
                StoredExperiment stored = other.Experiment("lab");
                seen = Orchestration.Progress.StoredProgress.Read(stored, stored.Runs()[^1]);
            }

            return Task.FromResult(new Reply { Text = "1" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]), new RunOptions { Parallelism = 1 });
        Assert.Equal((RunStatus.Running, 4), (seen!.Status, seen.Counts.Planned));
        Assert.InRange(seen.Counts.Missing, 2, 4);
        using Store store = Store.Open(_lab.Store);
        Orchestration.Progress.StoredProgress ended = new ExperimentRunner<Question, Reply>(run.Plan, store, new RunOptions()).Progress()!;
        Assert.Equal((RunStatus.Completed, new RunCounts(4, 4, 0, 0), 4), (ended.Status, ended.Counts, ended.Scores["exact"]));
    }

    private static Question[] Items(int count) => [.. Enumerable.Range(0, count).Select(static i => Question.Of(i))];

    private static string[] Results(Run<Question, Reply> run)
    {
        using MemoryStream output = new();
        ResultsFile.Write(run, output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class Told(Action<Orchestration.Progress.RunProgress> report) : IProgress<Orchestration.Progress.RunProgress>
    {
        public void Report(Orchestration.Progress.RunProgress value) => report(value);
    }
}
