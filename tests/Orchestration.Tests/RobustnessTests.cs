using System.Text.Json;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>One bad item, evaluator or moment does not stop the rest, and nothing is paid for twice.</summary>
public sealed class RobustnessTests : IDisposable
{
    private readonly Lab _lab = new();

    private static Question[] Five => [.. Enumerable.Range(0, 5).Select(static i => Question.Of(i))];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task An_edited_label_slice_or_remark_is_stored_as_a_newer_version_of_its_task()
    {
        using (await _lab.RunAsync(_lab.Experiment(Five)))
        {
        }

        using (await _lab.RunAsync(_lab.Experiment([Five[0] with { Source = "elsewhere" }, .. Five[1..]])))
        {
        }

        Assert.Equal(new List<string?> { null, "elsewhere" }, Versions("q0", "source"));
        Assert.Equal(new List<string?> { null }, Versions("q1", "source"));
        using (await _lab.RunAsync(_lab.Experiment([Five[0] with { Source = "elsewhere" }, .. Five[1..]])))
        {
        }

        Assert.Equal(2, Versions("q0", "source").Count);
    }

    [Fact]
    public async Task A_label_that_is_corrected_where_the_record_is_reused_is_stored_too_and_others_are_not_repeated()
    {
        using (await _lab.RunAsync(_lab.Experiment(Five)))
        {
        }

        using (await _lab.RunAsync(_lab.Experiment([Five[0] with { Expected = "7" }, .. Five[1..], Question.Of(5)], evaluator: "2")))
        {
        }

        Assert.Equal(new List<string?> { "0", "7" }, Versions("q0", "expected"));
        Assert.Single(Versions("q1", "expected"));
    }

    [Fact]
    public async Task A_score_whose_text_can_not_be_stored_is_an_error_of_that_score()
    {
        _lab.Answer = static (input, _, _) => Task.FromResult(new Reply { Text = "1" });
        Experiment<Question, Reply> experiment = Experiment.For<Question, Reply>("lab").Data(DataSet.Of(Five))
            .Variant("loud", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"))
            .Evaluate("odd", new Odd(), Code.Version("1"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal((5, 4), (run.Counts.Generated, run.Counts.Evaluated));
        Assert.Contains("surrogate", run.EvaluationErrorOf(0, 0)!.Message, StringComparison.Ordinal);
        Assert.Equal(1, run.ScoreOf(1, 0)!.Value.Value);
    }

    [Fact]
    public void A_task_that_can_not_be_stored_is_refused_with_its_place()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Planner.Plan(_lab.Experiment([Five[0], Five[1] with { Source = "\uD800" }]), Selection.All, CancellationToken.None));
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("")]
    [InlineData("con")]
    [InlineData("AUX.json")]
    [InlineData("Com7")]
    [InlineData("lpt0.txt")]
    public void A_name_that_can_not_be_a_folder_is_refused_before_anything_is_asked(string name)
    {
        if (name.Length == 0) Assert.Throws<ArgumentException>(() => _lab.Experiment(Five).Evaluate(name, new Odd(), Code.Version("1")));
        else Assert.Throws<InvalidInputException>(() => Planner.Plan(_lab.Experiment(Five).Evaluate(name, new Odd(), Code.Version("1")), Selection.All, CancellationToken.None));
    }

    [Fact]
    public async Task A_fresh_run_that_was_stopped_never_looks_anything_up()
    {
        using (await _lab.RunAsync(_lab.Experiment(Five, ["loud"])))
        {
        }

        using CancellationTokenSource stop = new();
        _lab.Answer = async (input, _, _) =>
        {
            if (input.Id == "q1") await stop.CancelAsync();
            return new Reply { Text = "1" };
        };
        RunId fresh;
        using (Run<Question, Reply> stopped = await _lab.RunAsync(_lab.Experiment(Five, ["loud"]), new RunOptions { Fresh = true, Parallelism = 1 }, cancellation: stop.Token))
        {
            Assert.Equal((2, 3), (stopped.Counts.Generated, stopped.Counts.Missing));
            fresh = stopped.Id;
        }

        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "1" });
        using Run<Question, Reply> resumed = await _lab.RunAsync(_lab.Experiment(Five, ["loud"]));
        Assert.Equal((fresh, 3, 2), (resumed.Id, resumed.Counts.Generated, resumed.Counts.Cached));
    }

    [Fact]
    public async Task Of_several_that_start_one_plan_at_once_one_pays()
    {
        using Barrier together = new(4);
        Task<Run<Question, Reply>?>[] starts = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            together.SignalAndWait(TestContext.Current.CancellationToken);
            try
            {
                return (Run<Question, Reply>?)await _lab.RunAsync(_lab.Experiment(Five));
            }
            catch (StoreException busy) when (busy.Problem == Problem.Busy)
            {
                return null;
            }
        }))];
        Run<Question, Reply>?[] runs = await Task.WhenAll(starts);
        Assert.Equal(10, _lab.Calls);
        Assert.Single(runs.OfType<Run<Question, Reply>>().Select(static run => run.Id).Distinct());
        foreach (Run<Question, Reply>? run in runs) run?.Dispose();
    }

    [Fact]
    public async Task A_variant_that_ignores_the_stop_is_left_behind_after_the_grace_period()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource<Reply> never = new();
        _lab.Answer = async (input, _, _) =>
        {
            if (input.Id != "q2") return new Reply { Text = "1" };
            await stop.CancelAsync();
            return await never.Task;
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Five, ["loud"]), new RunOptions { Parallelism = 1, GracePeriod = TimeSpan.FromMilliseconds(10) }, cancellation: stop.Token);
        Assert.Equal((2, 3), (run.Counts.Generated, run.Counts.Missing));
    }

    [Fact]
    public async Task A_judge_under_way_may_end_within_the_grace_period()
    {
        using CancellationTokenSource stop = new();
        Experiment<Question, Reply> experiment = Experiment.For<Question, Reply>("lab").Data(DataSet.Of(Five))
            .Variant("loud", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"))
            .Evaluate("slow", new Slow(stop), Code.Version("1"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 1 }, cancellation: stop.Token);
        Assert.Equal((5, 1), (run.Counts.Generated, run.Counts.Evaluated));
    }

    [Fact]
    public async Task A_variant_that_returns_null_fails_that_item()
    {
        _lab.Answer = static (input, _, _) => Task.FromResult(input.Id == "q0" ? null! : new Reply { Text = "1" });
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Five, ["loud"]));
        Assert.Equal((4, 1), (run.Counts.Generated, run.Counts.Failed));
        Assert.Contains("returned null", run.ErrorOf(0)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_is_named_and_hides_no_good_line()
    {
        // Far enough apart for each answer to be flushed by itself: a hole in a batch that nothing follows can't be told from a torn one.
        _lab.Answer = static async (_, _, cancellation) =>
        {
            await Task.Delay(20, cancellation);
            return new Reply { Text = "1" };
        };
        using (await _lab.RunAsync(_lab.Experiment(Five, ["loud"]), new RunOptions { Parallelism = 1 }))
        {
        }

        string journal = Directory.GetFiles(_lab.Store, "w0001-000001.jsonl", SearchOption.AllDirectories).Single(static file => file.Contains("journal", StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(journal, TestContext.Current.CancellationToken);
        string[] lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        int record = Array.FindIndex(lines, static line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal));
        bytes[lines.Take(record).Sum(static line => line.Length + 1) + 60] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes, TestContext.Current.CancellationToken);

        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Five, ["loud"]));
        Assert.Equal((journal, (long)record + 1), (Assert.Single(run.Damage).File, run.Damage[0].Line));
        Assert.Equal((1, 4), (run.Counts.Generated, run.Counts.Cached));
    }

    [Fact]
    public async Task Offline_and_fresh_together_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _lab.RunAsync(_lab.Experiment(Five), new RunOptions { Offline = true, Fresh = true }));
        Assert.Equal(0, _lab.Calls);
    }

    private List<string?> Versions(string item, string member) =>
        [.. Directory.EnumerateFiles(_lab.Store, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("{\"kind\":\"task\"", StringComparison.Ordinal) && line.Contains($"\"item\":\"{item}\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("task").GetProperty(member).GetString())];

    private sealed class Odd : Evaluator<Question, Reply>
    {
        public override string Settings => "tests.odd/1";

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation) =>
            ValueTask.FromResult(Score.Of(correct: true, task.Id == "q0" ? "\uD800" : "fine"));
    }

    private sealed class Slow(CancellationTokenSource stop) : Evaluator<Question, Reply>
    {
        public override string Settings => "tests.slow/1";

        public override async ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation)
        {
            await stop.CancelAsync();
            return Score.Of(correct: true);
        }
    }
}
