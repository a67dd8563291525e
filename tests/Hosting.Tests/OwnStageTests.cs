namespace TrialKeep.Hosting.Tests;

/// <summary>Hooks and stages of a program's own, as who calls the program sees them.</summary>
public sealed class OwnStageTests : IDisposable
{
    private readonly Program _program = new();
    private int _exports;
    private bool _isBroken = true;

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_stage_that_fails_reaches_the_exit_code_and_the_plan_shows_what_is_to_do()
    {
        _program.Finish = experiment => _program.Scored(experiment).Stage("export", (_, _, _) => _isBroken ? throw new IOException("no such place") : Task.FromResult(_exports++), Code.Version("1"));
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal(6, code);
        Assert.Contains("200 generated", output, StringComparison.Ordinal);
        Assert.Contains("The stage 'export' failed (System.IO.IOException: no such place)", error, StringComparison.Ordinal);
        Assert.Contains("stage export: to do", (await _program.RunAsync("plan")).Output, StringComparison.Ordinal);
        _isBroken = false;
        Assert.Equal(0, (await _program.RunAsync("evaluate")).ExitCode);
        Assert.Contains("stage export: done", (await _program.RunAsync("plan")).Output, StringComparison.Ordinal);
        await _program.RunAsync("plan", "--json", _program.PathOf("plan.json"));
        Assert.Matches(@"""stages"": ?\[\s*\{\s*""name"": ?""export"",\s*""after"": ?""evaluate"",\s*""done"": ?true", await File.ReadAllTextAsync(_program.PathOf("plan.json"), TestContext.Current.CancellationToken));
        await _program.RunAsync();
        Assert.Equal(1, _exports);
        await _program.RunAsync("--stage", "export");
        Assert.Equal(2, _exports);
        (code, _, error) = await _program.RunAsync("--stage", "exprot");
        Assert.Equal(2, code);
        Assert.Contains("no stage 'exprot'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_between_answers_and_scores_ends_the_call_there_and_runs_once()
    {
        _program.Finish = experiment => _program.Scored(experiment).Stage("check", (_, _, _) => _isBroken ? throw new IOException("no such place") : Task.FromResult(_exports++), Code.Version("1"), after: RunStage.Generate);
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal(6, code);
        Assert.Contains("200 generated, 0 cached, 0 failed, 0 missing; 0 scored", output, StringComparison.Ordinal);
        Assert.Contains("The stage 'check' failed (System.IO.IOException: no such place)", error, StringComparison.Ordinal);
        Assert.Contains("stage check, after generate: to do", (await _program.RunAsync("plan")).Output, StringComparison.Ordinal);
        _isBroken = false;
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        Assert.Contains("stage check, after generate: done", (await _program.RunAsync("plan")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _program.RunAsync("evaluate", "--again")).ExitCode);
        Assert.Equal(1, _exports);
    }

    [Theory]
    [InlineData(true, "0 generated, 0 cached, 0 failed, 200 missing")]
    [InlineData(false, "200 generated, 0 cached, 0 failed, 0 missing; 0 scored")]
    public async Task A_hook_that_fails_ends_the_call_with_one_sentence(bool before, string counts)
    {
        _program.Finish = experiment => before
            ? _program.Scored(experiment).Before(RunStage.Generate, static (_, _) => throw new InvalidOperationException("no lamp"), "lamp")
            : _program.Scored(experiment).After(RunStage.Generate, static (_, _) => throw new InvalidOperationException("no lamp"), "lamp");
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal(6, code);
        Assert.Contains(counts, output, StringComparison.Ordinal);
        Assert.Contains("The hook 'lamp' failed (System.InvalidOperationException: no lamp); mend it and call again: what is done is kept.", error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", error, StringComparison.Ordinal);
    }
}
