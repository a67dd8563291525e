using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Results;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What a run is, what it repeats and what it does not.</summary>
public sealed class RunTests : IDisposable
{
    private readonly Lab _lab = new();

    private static Question[] Ten => [.. Enumerable.Range(0, 10).Select(static i => Question.Of(i))];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task The_same_call_again_returns_the_run_and_asks_nothing()
    {
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Ten));
        using Run<Question, Reply> second = await _lab.RunAsync(_lab.Experiment(Ten));
        Assert.Equal(new WorkCounts(20, 0, 0, 0, 20), first.Counts);
        Assert.Equal(new WorkCounts(0, 20, 0, 0, 0), second.Counts);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal((20, 20), (_lab.Calls, _lab.Scored));
        Assert.Equal(RunStatus.Completed, Status(first.Id));
    }

    [Fact]
    public async Task A_finished_run_is_not_written_to()
    {
        using (await _lab.RunAsync(_lab.Experiment(Ten)))
        {
        }

        Dictionary<string, DateTime> before = Written();
        using (await _lab.RunAsync(_lab.Experiment(Ten)))
        {
        }

        Assert.Equal(before, Written());
    }

    [Fact]
    public async Task Fresh_starts_a_run_that_looks_nothing_up()
    {
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Ten));
        using Run<Question, Reply> fresh = await _lab.RunAsync(_lab.Experiment(Ten), new RunOptions { Fresh = true });
        Assert.Equal(20, fresh.Counts.Generated);
        Assert.NotEqual(first.Id, fresh.Id);
        using Run<Question, Reply> next = await _lab.RunAsync(_lab.Experiment(Ten));
        Assert.Equal((fresh.Id, 0), (next.Id, next.Counts.Generated));
    }

    [Fact]
    public async Task A_failure_is_kept_and_counted_and_tried_again_by_the_next_call()
    {
        _lab.Answer = static (input, context, _) => input.Id == "q3" && context.Attempt == 1
            ? throw new VariantException(FailureKind.ServerError, "the server is down")
            : Task.FromResult(new Reply { Text = "3" });
        using (Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"])))
        {
            Assert.Equal(new WorkCounts(9, 0, 1, 0, 9), first.Counts);
            Assert.Equal((WorkState.Failed, FailureKind.ServerError, "the server is down"), (first.StateOf(3), first.ErrorOf(3)!.Kind, first.ErrorOf(3)!.Message));
            Assert.Equal(RunStatus.Failed, Status(first.Id));
        }

        using Run<Question, Reply> second = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]));
        Assert.Equal(new WorkCounts(1, 9, 0, 0, 1), second.Counts);
        Assert.Equal(RunStatus.Completed, Status(second.Id));
        Assert.Equal(2, Journal().Count(line => line.Contains($"\"{second.Plan.Keys[3]}\"", StringComparison.Ordinal) && line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(typeof(TimeoutException), FailureKind.Timeout)]
    [InlineData(typeof(TaskCanceledException), FailureKind.Cancelled)]
    [InlineData(typeof(HttpRequestException), FailureKind.Connection)]
    [InlineData(typeof(InvalidOperationException), FailureKind.Exception)]
    public async Task Whatever_a_variant_throws_is_a_failure_of_that_item(Type thrown, string kind)
    {
        _lab.Answer = (input, _, _) => input.Id == "q0" ? throw (Exception)Activator.CreateInstance(thrown)! : Task.FromResult(new Reply { Text = "1" });
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]));
        Assert.Equal((9, 1), (run.Counts.Generated, run.Counts.Failed));
        Assert.Equal((kind, thrown.FullName), (run.ErrorOf(0)!.Kind, run.ErrorOf(0)!.Type));
    }

    [Fact]
    public async Task A_record_that_can_not_be_stored_is_a_failure_of_that_item()
    {
        _lab.Answer = static (input, _, _) => Task.FromResult(new Reply { Text = input.Id == "q0" ? "\uD800" : "1" });
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]));
        Assert.Equal((9, FailureKind.InvalidRecord), (run.Counts.Generated, run.ErrorOf(0)!.Kind));
    }

    [Fact]
    public async Task A_record_without_a_score_and_an_evaluator_that_throws_are_different_things()
    {
        _lab.Answer = static (input, _, _) => Task.FromResult(new Reply { Text = input.Id switch { "q0" => "throw", "q1" => "none", _ => "1" } });
        using (Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"])))
        {
            Assert.Equal(("the judge is out", null), (run.EvaluationErrorOf(0, 0)?.Message, run.ScoreOf(0, 0)));
            Assert.Equal("nothing to judge", run.ScoreOf(1, 0)?.Unscored);
            Assert.Equal((WorkState.Outdated, WorkState.Done), (run.StateOf(0), run.StateOf(1)));
            using MemoryStream results = new();
            ResultsFile.Write(run, results);
            string[] lines = System.Text.Encoding.UTF8.GetString(results.ToArray()).Split('\n');
            Assert.EndsWith(""","scores":{"exact":{"error":{"kind":"exception","message":"the judge is out"}}}}""", lines[0], StringComparison.Ordinal);
            Assert.EndsWith(""","scores":{"exact":{"unscored":"nothing to judge"}}}""", lines[1], StringComparison.Ordinal);
        }

        using Run<Question, Reply> again = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]));
        Assert.Equal(11, _lab.Scored);
    }

    [Fact]
    public void A_score_is_a_number() => Assert.Throws<ArgumentException>(() => Score.Of(double.NaN));

    [Fact]
    public void An_empty_name_is_refused()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment(Ten);
        Refuses("An experiment has an empty name; give it one.", static () => Experiment.For<Question, Reply>(" "));
        Refuses("A variant has an empty name; give it one.", () => experiment.AddVariant("", new Speaker { Voice = "x" }, static (_, _, _) => Task.FromResult(new Reply()), Code.Version("1")));
        Refuses("An evaluation has an empty name; give it one.", () => experiment.Evaluate(" ", experiment.Evaluations[0].Evaluator!, Code.Version("1")));

        static void Refuses(string sentence, Func<object> build) => Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_finished_and_the_next_call_goes_on()
    {
        using CancellationTokenSource stop = new();
        int started = 0;
        _lab.Answer = async (input, _, cancellation) =>
        {
            if (Interlocked.Increment(ref started) == 5)
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return new Reply { Text = $"{input.Prompt.Number}" };
        };
        RunOptions options = new() { Parallelism = 1, GracePeriod = TimeSpan.FromMilliseconds(1) };
        using (Run<Question, Reply> cancelled = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]), options, cancellation: stop.Token))
        {
            Assert.Equal(new WorkCounts(4, 0, 0, 6, 0), cancelled.Counts);
            Assert.True(cancelled.WasCancelled);
            Assert.Equal(RunStatus.Cancelled, Status(cancelled.Id));
        }

        _lab.Answer = static (input, _, _) => Task.FromResult(new Reply { Text = $"{input.Prompt.Number}" });
        using Run<Question, Reply> resumed = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]), options);
        Assert.Equal(new WorkCounts(6, 4, 0, 0, 10), resumed.Counts);
    }

    [Fact]
    public async Task What_is_under_way_may_end_within_the_grace_period()
    {
        using CancellationTokenSource stop = new();
        _lab.Answer = async (input, _, _) =>
        {
            await stop.CancelAsync();
            return new Reply { Text = $"{input.Prompt.Number}" };
        };
        using Run<Question, Reply> cancelled = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]), new RunOptions { Parallelism = 1 }, cancellation: stop.Token);
        Assert.Equal(new WorkCounts(1, 0, 0, 9, 0), cancelled.Counts);
    }

    [Fact]
    public async Task Results_are_equal_bytes_at_any_parallelism_and_order_of_completion()
    {
        int[] delays = [.. Enumerable.Range(0, 100).Select(static i => (int)(Specs.Identities.Seed(3, "delay", $"{i}") % 4))];
        _lab.Answer = async (input, _, _) =>
        {
            for (int i = 0; i < delays[input.Prompt.Number * 7 % 100]; i++) await Task.Yield();
            return new Reply { Text = $"{input.Prompt.Number}" };
        };
        List<byte[]> results = [];
        foreach (int parallelism in (int[])[1, 4, 64])
        {
            using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Ten), new RunOptions { Fresh = true, Parallelism = parallelism });
            using MemoryStream output = new();
            ResultsFile.Write(run, output);
            results.Add(output.ToArray());
        }

        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public async Task Only_restricts_the_call_and_not_the_manifest()
    {
        _lab.Answer = static (input, _, _) => input.Prompt.Number < 3 ? throw new InvalidOperationException("no") : Task.FromResult(new Reply { Text = "x" });
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]));
        using Run<Question, Reply> missing = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]), new RunOptions { Only = WorkFilter.Missing });
        using Run<Question, Reply> outdated = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]), new RunOptions { Only = WorkFilter.Outdated });
        Assert.Equal(10, _lab.Calls);
        using Run<Question, Reply> failed = await _lab.RunAsync(_lab.Experiment(Ten, ["loud"]), new RunOptions { Only = WorkFilter.Failed });
        Assert.Equal(13, _lab.Calls);
        Assert.Equal([first.Id, first.Id, first.Id], [missing.Id, outdated.Id, failed.Id]);
    }

    [Fact]
    public async Task A_score_is_taken_over_from_whichever_run_has_it()
    {
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Ten[..4]));
        using Run<Question, Reply> second = await _lab.RunAsync(_lab.Experiment(Ten[..5], evaluator: "2"));
        using Run<Question, Reply> third = await _lab.RunAsync(_lab.Experiment(Ten[..6], evaluator: "2"));
        Assert.Equal((8, 10, 2), (first.Counts.Evaluated, second.Counts.Evaluated, third.Counts.Evaluated));
        Assert.Equal((8, 2, 2), (first.Counts.Generated, second.Counts.Generated, third.Counts.Generated));
    }

    [Fact]
    public async Task Offline_asks_nothing_and_writes_nothing()
    {
        OfflineMissException miss = await Assert.ThrowsAsync<OfflineMissException>(() => _lab.RunAsync(_lab.Experiment(Ten), new RunOptions { Offline = true }));
        Assert.Equal(20, miss.Count);
        Assert.Equal(0, _lab.Calls);
        Assert.False(Directory.Exists(Path.Combine(_lab.Store, "experiments")));
        using (await _lab.RunAsync(_lab.Experiment(Ten)))
        {
        }

        using Run<Question, Reply> offline = await _lab.RunAsync(_lab.Experiment(Ten), new RunOptions { Offline = true });
        Assert.Equal(20, offline.Counts.Cached);
    }

    [Fact]
    public async Task A_variant_never_sees_a_label_and_gets_a_seed_that_is_its_own()
    {
        List<long> seeds = [];
        _lab.Answer = (_, context, _) =>
        {
            seeds.Add(context.Seed);
            return Task.FromResult(new Reply { Text = "1" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Ten).Samples(2), new RunOptions { Parallelism = 1 });
        Assert.Equal(40, seeds.Distinct().Count());
        Assert.All(seeds, static seed => Assert.True(seed >= 0));
        Assert.Equal(["Id", "Prompt", "SystemPrompt"], typeof(Question.Input).GetProperties().Select(static property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_processes_can_not_execute_one_run_at_once()
    {
        using (await _lab.RunAsync(_lab.Experiment(Ten)))
        {
        }

        using Store store = Storage.Store.Open(_lab.Store);
        StoredExperiment experiment = store.Experiment("lab");
        await using RunSession held = experiment.Continue(experiment.Runs()[0], new RunStart());
        StoreException busy = await Assert.ThrowsAsync<StoreException>(() => _lab.RunAsync(_lab.Experiment(Ten)));
        Assert.Equal(Problem.Busy, busy.Problem);
    }

    private RunStatus Status(RunId run)
    {
        using Store store = Storage.Store.Open(_lab.Store);
        return store.Experiment("lab").Info(run).Status;
    }

    private Dictionary<string, DateTime> Written() => Directory.EnumerateFiles(_lab.Store, "*", SearchOption.AllDirectories)
        .Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToDictionary(static file => file, File.GetLastWriteTimeUtc);

    private IEnumerable<string> Journal() => Directory.EnumerateFiles(_lab.Store, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines);
}
