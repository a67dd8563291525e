using TrialKeep.Storage;
using TrialKeep.Storage.Erasure;

namespace TrialKeep.Hosting.Tests;

/// <summary>What is left undone has its reason on standard error and reaches the exit code, whichever evaluation it is about.</summary>
public sealed class CompletenessTests : IDisposable
{
    private readonly Program _program = new() { Items = 10 };

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Scores_of_a_later_evaluation_that_failed_are_told_and_exit_with_3(bool quiet)
    {
        _program.Finish = experiment => _program.Scored(experiment).Evaluate("judge", new Judge(static task => task.Id == "p3" ? throw new TimeoutException("the judge sleeps") : Score.Of(true)), Code.Version("1"));
        (int code, string output, string error) = await _program.RunAsync(quiet ? ["--quiet"] : []);
        Assert.Equal(3, code);
        Assert.Equal("2 of 20 scores by judge failed with timeout, first that of low to p3: the judge sleeps\nRun again to try them again; what succeeded is kept.\n", error);
        Assert.Equal(quiet ? 0 : 2, output.Split("items, 2 variants, scored by ").Length - 1);
        (int compared, _, string said) = await _program.RunAsync("compare", "--quiet");
        Assert.Equal((3, error), (compared, said));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    public async Task What_was_erased_is_named_and_left_out_and_no_gap(int items)
    {
        _program.Items = items;
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        using (Store store = Store.Open(_program.Store)) store.Erase(EraseRequest.Item("p0", "no consent"));
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal(0, code);
        Assert.Equal($"2 of {items * 2} answers were erased and are not made again, first that of low to p0 (no consent); take the items out of the data to be rid of this line.\n", error);
        Assert.Contains(", 2 erased", output, StringComparison.Ordinal);
        Assert.Contains("low: 1 erased.", output, StringComparison.Ordinal);
        (code, output, _) = await _program.RunAsync("compare");
        Assert.Equal(items == 1 ? 5 : 0, code);
        if (items > 1) Assert.Contains("1 erased.", output, StringComparison.Ordinal);
        Assert.Equal(items == 1 ? 5 : 0, (await _program.RunAsync("gate", "--rule", "exact >= 0")).ExitCode);
    }

    [Fact]
    public async Task Records_without_a_score_are_told_with_the_first_reason()
    {
        _program.Finish = static experiment => experiment.Evaluate("judge", new Judge(static task => task.Id == "p1" ? Score.None("nothing to judge") : Score.Of(true)), Code.Version("1"));
        (int code, _, string error) = await _program.RunAsync("--quiet");
        Assert.Equal((3, "2 of 20 answers have no score by judge, first that of low to p1: nothing to judge\n"), (code, error));
    }

    [Fact]
    public async Task A_score_that_is_neither_right_nor_wrong_is_a_number_and_the_run_is_complete()
    {
        _program.Finish = static experiment => experiment.Evaluate("quality", new Judge(static task => Score.Of(task.Id == "p1" ? 0.5 : 1)), Code.Version("1"));
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("variant +mean +95% interval +median +std. dev. +scored +planned\n", output);
        Assert.Contains("Every planned answer is scored.", output, StringComparison.Ordinal);
        (code, _, error) = await _program.RunAsync("gate", "--rule", "quality >= 0.7");
        Assert.Equal((0, ""), (code, error));
        (code, _, error) = await _program.RunAsync("compare", "--quiet");
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public async Task A_score_that_is_not_finite_is_none()
    {
        _program.Finish = static experiment => experiment.Evaluate("quality", new Judge(static task => Score.Of(task.Id == "p1" ? double.PositiveInfinity : 2)), Code.Version("1"));
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal(3, code);
        Assert.Contains("first that of low to p1: the score Infinity is no finite number", error, StringComparison.Ordinal);
        Assert.Contains("low: 1 unscored (1 × the score Infinity is no finite number).", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_without_an_evaluation_is_complete_when_every_answer_is_there()
    {
        _program.Finish = static experiment => experiment;
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["20 generated, 0 cached, 0 failed, 0 missing; 0 scored now.", "The experiment 'puzzles' has no evaluation: there is nothing to compare its answers by.", ""], output.Split('\n'));
        Assert.Equal(5, (await _program.RunAsync("gate")).ExitCode);
        _program.Fault = static item => item == "p0" ? throw new InvalidOperationException("no") : null!;
        _program.Code = "2";
        Assert.Equal(3, (await _program.RunAsync()).ExitCode);
    }
}
