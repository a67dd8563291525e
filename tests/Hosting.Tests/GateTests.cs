using System.Text.Json;

namespace TrialKeep.Hosting.Tests;

/// <summary>What a gate compares with, what decides, and what it writes.</summary>
public sealed class GateTests : IDisposable
{
    private readonly Program _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Previous_is_the_latest_other_completed_run_that_can_be_compared()
    {
        string first = await RunAsync();
        // Three runs that are no baseline: none of their items is judged, nothing in them succeeded, and their scores are by another evaluator.
        _program.Suffix = "-other";
        await RunAsync("--limit", "2");
        _program.Suffix = "";
        _program.Code = "broken";
        _program.Fault = static _ => throw new InvalidOperationException("no");
        await RunAsync();
        _program.Fault = null;
        _program.Code = "2";
        _program.Evaluator = "2";
        await RunAsync();
        _program.Evaluator = "1";
        _program.Code = "3";
        string judged = await RunAsync();
        JsonElement verdict = await VerdictAsync(0, "--margin", "0.1");
        Assert.Equal((judged, first), (verdict.GetProperty("runId").GetString(), verdict.GetProperty("baseline").GetString()));
    }

    [Fact]
    public async Task Previous_may_be_a_later_run_and_is_never_the_judged_one()
    {
        string first = await RunAsync();
        _program.Code = "2";
        string second = await RunAsync();
        Assert.Equal(first, (await VerdictAsync(0, "--margin", "0.1")).GetProperty("baseline").GetString());
        _program.Code = "1";
        Assert.Equal(second, (await VerdictAsync(0, "--margin", "0.1")).GetProperty("baseline").GetString());
    }

    [Fact]
    public async Task A_run_without_any_item_in_common_is_nothing_to_compare()
    {
        await RunAsync();
        _program.Suffix = "-other";
        await RunAsync();
        (int code, string output, _) = await _program.RunAsync("gate");
        Assert.Equal(5, code);
        Assert.Contains("Nothing to compare: no answer of low is scored both here and in run", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variant_of_one_run_only_is_listed_and_does_not_decide()
    {
        await RunAsync();
        _program.Right.Remove("low");
        _program.Right["new"] = 10;
        await RunAsync();
        (int code, string output, _) = await _program.RunAsync("gate", "--margin", "0.1");
        Assert.Equal(0, code);
        Assert.Equal(["Nothing to compare: no answer of low", "Nothing to compare: no answer of new", "Passed: high"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(" is ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_selection_of_variants_applies_to_the_baseline_too()
    {
        await RunAsync();
        _program.Code = "2";
        await RunAsync("--variant", "high");
        (int code, string output, _) = await _program.RunAsync("gate", "--variant", "high", "--margin", "0.1");
        Assert.Equal(0, code);
        Assert.DoesNotContain("low", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identical_runs_pass_by_the_margin_that_is_the_default_when_they_are_large_enough()
    {
        _program.Items = 200;
        await RunAsync();
        _program.Code = "2";
        await RunAsync();
        Assert.Equal(0.02, (await VerdictAsync(0)).GetProperty("margin").GetDouble());
        Assert.Equal(4, (await _program.RunAsync("gate", "--margin", "0.01")).ExitCode);
        string help = string.Join(' ', (await _program.RunAsync("gate", "--help")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("more than z²/margin pairs", help, StringComparison.Ordinal);
        Assert.Contains("[default: 0.02]", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_label_does_not_make_answers_worse()
    {
        await RunAsync();
        _program.Code = "2";
        await RunAsync();
        // Half of what was right is wrong by the corrected labels; the earlier run was never scored by them.
        _program.Expected = static number => number < 30 ? "no" : "yes";
        await RunAsync();
        (int code, string output, _) = await _program.RunAsync("gate", "--margin", "0.1");
        Assert.Equal(0, code);
        Assert.Contains("over 70 pairs, 0 lost and 0 won (30 scored only here left out)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verdict_is_written_and_takes_the_place_of_the_sentences_on_standard_output()
    {
        await RunAsync();
        _program.Code = "2";
        _program.Right["high"] = 50;
        await RunAsync();
        JsonElement verdict = await VerdictAsync(1);
        Assert.Equal((1, "failed", 2), (verdict.GetProperty("schema").GetInt32(), verdict.GetProperty("verdict").GetString(), verdict.GetProperty("variants").GetArrayLength()));
        JsonElement high = verdict.GetProperty("variants")[1];
        Assert.Equal(("high", 100, 30, 0), (high.GetProperty("name").GetString(), high.GetProperty("n").GetInt32(), high.GetProperty("lost").GetInt32(), high.GetProperty("won").GetInt32()));
        (_, string output, string error) = await _program.RunAsync("gate", "--json", "-");
        Assert.Equal(("", ""), (output, error));
    }

    private async Task<string> RunAsync(params string[] args)
    {
        await _program.RunAsync([.. args, "--quiet", "--json", _program.PathOf("figures.json")]);
        return (await ReadAsync("figures.json")).GetProperty("runId").GetString()!;
    }

    private async Task<JsonElement> VerdictAsync(int exitCode, params string[] args)
    {
        (int code, _, string error) = await _program.RunAsync(["gate", .. args, "--json", _program.PathOf("verdict.json")]);
        Assert.True(exitCode == code, $"{code} {error}");
        return await ReadAsync("verdict.json");
    }

    private async Task<JsonElement> ReadAsync(string name) =>
        JsonDocument.Parse(await File.ReadAllBytesAsync(_program.PathOf(name), TestContext.Current.CancellationToken)).RootElement;
}
