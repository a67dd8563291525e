namespace TrialKeep.Hosting.Tests;

/// <summary>What a call may spend and bear, as a command line says it, and the exit code when it stops by itself.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly Program _program = new() { Items = 20 };

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_budget_ends_with_its_own_code_and_the_next_call_goes_on()
    {
        (int code, string output, string error) = await _program.RunAsync("--max-items", "15", "--parallelism", "1");
        Assert.Equal(6, code);
        Assert.Contains("15 generated, 0 cached, 0 failed, 25 missing; 15 scored now.", output, StringComparison.Ordinal);
        Assert.StartsWith("The budget of 15 items is used up; call again to go on.", error, StringComparison.Ordinal);
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task Failures_and_breakers_end_with_the_same_code_and_failures_alone_are_incomplete()
    {
        _program.Fault = static _ => throw new VariantException(FailureKind.ServerError, "down");
        Assert.Equal(6, (await _program.RunAsync("--fail-fast", "--parallelism", "1")).ExitCode);
        Assert.Equal(6, (await _program.RunAsync("--max-failures", "3")).ExitCode);
        (int code, _, string error) = await _program.RunAsync("--breaker", "2");
        Assert.Equal(6, code);
        Assert.Contains("failed 2 times in a row with server-error", error, StringComparison.Ordinal);
        Assert.Equal(3, (await _program.RunAsync()).ExitCode);
        Assert.Equal(3, (await _program.RunAsync("--max-failures", "1000")).ExitCode);
    }

    [Fact]
    public async Task A_dry_run_asks_nothing_and_writes_nothing()
    {
        (int code, string output, _) = await _program.RunAsync("--dry-run");
        Assert.Equal(0, code);
        Assert.StartsWith("A dry run: 40 answers are planned, 0 are stored, 40 would be asked for, and a new run would be begun.", output, StringComparison.Ordinal);
        Assert.Contains("       20  low", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_program.Store));
        await _program.RunAsync("--max-items", "15");
        SortedDictionary<string, string> before = _program.Files();
        Assert.Contains("15 are stored, 25 would be asked for", (await _program.RunAsync("--dry-run")).Output, StringComparison.Ordinal);
        Assert.Equal(before, _program.Files());
    }

    [Fact]
    public async Task Progress_is_what_the_store_says_of_the_latest_run_or_a_named_one()
    {
        Assert.Equal(5, (await _program.RunAsync("progress")).ExitCode);
        await _program.RunAsync("--max-items", "15");
        (int code, string output, _) = await _program.RunAsync("progress");
        Assert.Equal(0, code);
        Assert.Matches("^[^ ]+ is failed.\ngenerate  15 of 40  failed 0\nevaluate  15 of 15  exact\n$", output);
        Assert.Equal(output, (await _program.RunAsync("progress", output[..12])).Output);
        Assert.Equal(2, (await _program.RunAsync("progress", "1999")).ExitCode);
    }

    [Fact]
    public async Task What_was_used_up_refused_and_cut_is_told()
    {
        _program.Right.Clear();
        _program.Finish = experiment => _program.Scored(experiment.Variant("paid", new Guesser { Name = "paid" }, static (input, context, _) =>
        {
            context.Report(new Usage(90, 10) { Cost = 0.5m });
            if (input.Id == "p1") context.Report(AnswerOutcome.Refused);
            if (input.Id == "p2") context.Report(AnswerOutcome.Truncated);
            return Task.FromResult(new Guess { Text = "yes" });
        }, Code.Version("1")));
        Assert.Contains("20 scored now. 1 refused. 1 cut.  2,000 tokens  cost 10.", (await _program.RunAsync()).Output, StringComparison.Ordinal);
        Assert.Contains("generate  20 of 20  failed 0  refused 1  cut 1  2,000 tokens  cost 10\n", (await _program.RunAsync("progress")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-cost", "-1", "--max-cost takes a number above 0, not '-1'.")]
    [InlineData("--max-items", "1.5", "--max-items takes a number above 0, not '1.5'.")]
    [InlineData("--timeout", "30", "--timeout takes a time such as 30s, 5m or 2h, not '30'.")]
    [InlineData("--requests-per-minute", "NaN", "--requests-per-minute takes a number above 0, not 'NaN'.")]
    public async Task What_is_no_limit_is_refused(string option, string value, string sentence)
    {
        (int code, _, string error) = await _program.RunAsync(option, value);
        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_contradict_each_other_are_refused()
    {
        Assert.Equal(2, (await _program.RunAsync("--fail-fast", "--max-failures", "3")).ExitCode);
        Assert.Equal(2, (await _program.RunAsync("--shared", "--fresh")).ExitCode);
    }

    [Fact]
    public async Task Every_policy_can_be_given_together() =>
        Assert.Equal(0, (await _program.RunAsync(
            "--max-failures", "5", "--max-items", "1000", "--max-tokens", "1000", "--max-cost", "0.5", "--max-time", "1h", "--retries", "2", "--timeout", "30s", "--item-timeout", "1.5m",
            "--breaker", "5", "--concurrency", "2", "--requests-per-minute", "600000", "--tokens-per-minute", "1000", "--shared")).ExitCode);
}
