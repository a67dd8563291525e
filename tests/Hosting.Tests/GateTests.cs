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
        Assert.Equal(-0.02, (await VerdictAsync(0)).GetProperty("rules")[0].GetProperty("limit").GetDouble());
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
        Assert.Equal((2, "failed", 2), (verdict.GetProperty("schema").GetInt32(), verdict.GetProperty("verdict").GetString(), verdict.GetProperty("rules").GetArrayLength()));
        JsonElement high = verdict.GetProperty("rules")[1];
        Assert.Equal(("high", 100, 30, 0), (high.GetProperty("variant").GetString(), high.GetProperty("n").GetInt32(), high.GetProperty("lost").GetInt32(), high.GetProperty("won").GetInt32()));
        (_, string output, string error) = await _program.RunAsync("gate", "--json", "-");
        Assert.Equal(("", ""), (output, error));
    }

    [Fact]
    public async Task Rules_are_judged_together_and_a_floor_needs_no_baseline()
    {
        await RunAsync();
        (int code, string output, string error) = await _program.RunAsync("gate", "--rule", "exact >= 0.4", "--rule", "exact <= 0.95");
        Assert.True(code == 0, output + error);
        Assert.Equal(4, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(static line => line.StartsWith("Passed: ", StringComparison.Ordinal)));
        Assert.Equal(1, (await _program.RunAsync("gate", "--rule", "exact >= 0.4", "--rule", "exact >= 0.99")).ExitCode);
        Assert.Equal(4, (await _program.RunAsync("gate", "--rule", "exact >= 0.6")).ExitCode);
        Assert.Equal(5, (await _program.RunAsync("gate", "--rule", "exact >= 0.4", "--rule", "exact >= baseline")).ExitCode);
    }

    [Fact]
    public async Task Ceilings_hold_for_the_measurements_of_records()
    {
        await RunAsync();
        (int code, string output, string error) = await _program.RunAsync("gate", "--rule", "latency <= 1.6", "--rule", "latency.median <= 1.6");
        Assert.True(code == 0, output + error);
        Assert.Contains("latency is 1.5 s (95% interval 1.5 s to 1.5 s) over 100 answers; the rule is 'latency <= 1.6'.", output, StringComparison.Ordinal);
        Assert.Equal(1, (await _program.RunAsync("gate", "--rule", "latency <= 1.4")).ExitCode);
    }

    [Theory]
    [InlineData("exact > 0.4", "The rule can't be read: >= or <= is expected here; a floor is >=, a ceiling is <=.\n  exact > 0.4\n        ^")]
    [InlineData("exakt >= 0.4", "There is no evaluation or measurement 'exakt' for a rule; there are exact, latency.")]
    public async Task A_rule_that_is_none_is_bad_input(string rule, string expected)
    {
        await RunAsync();
        (int code, _, string error) = await _program.RunAsync("gate", "--rule", rule);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_file_takes_the_place_of_the_store()
    {
        string first = await RunAsync();
        (int code, string output, _) = await _program.RunAsync("gate", "--write-baseline", _program.PathOf("baseline.json"));
        Assert.Equal(0, code);
        Assert.Contains($"Wrote the scores of run {first}", output, StringComparison.Ordinal);
        string file = await File.ReadAllTextAsync(_program.PathOf("baseline.json"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("number 0", file, StringComparison.Ordinal);
        Directory.Delete(_program.Store, recursive: true);
        _program.Code = "2";
        await RunAsync();
        JsonElement verdict = await VerdictAsync(0, "--baseline", _program.PathOf("baseline.json"), "--margin", "0.1");
        Assert.Equal(first, verdict.GetProperty("baseline").GetString());
        _program.Right["high"] = 50;
        _program.Code = "3";
        await RunAsync();
        await VerdictAsync(1, "--baseline", _program.PathOf("baseline.json"));
        _program.Evaluator = "2";
        await RunAsync();
        (int refused, _, string error) = await _program.RunAsync("gate", "--baseline", _program.PathOf("baseline.json"));
        Assert.Equal(2, refused);
        Assert.Contains("scores of different evaluators are not compared", error, StringComparison.Ordinal);
        (int absent, _, string sentence) = await _program.RunAsync("gate", "--baseline", _program.PathOf("none.json"));
        Assert.Equal(2, absent);
        Assert.Contains("write it with gate --write-baseline", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_count_against_the_run_unless_they_are_excluded()
    {
        await RunAsync();
        _program.Code = "2";
        _program.Fault = static item => item[^1] is '1' or '2' or '3' ? throw new InvalidOperationException("no") : new Guess { Text = "yes" };
        await RunAsync();
        Assert.Equal(1, (await _program.RunAsync("gate", "--variant", "*", "--rule", "exact >= baseline + 0.3", "--margin", "0.02")).ExitCode);
        (int code, string output, _) = await _program.RunAsync("gate", "--missing", "exclude", "--margin", "0.1");
        Assert.Equal(3, code);
        Assert.Contains("scored only there", output, StringComparison.Ordinal);
        Assert.Contains("without a score here count as lost", (await _program.RunAsync("gate")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_question_is_not_paired()
    {
        await RunAsync();
        _program.Wording = "Another question";
        await RunAsync();
        (int code, string output, _) = await _program.RunAsync("gate");
        Assert.Equal(5, code);
        Assert.Contains("(100 changed left out)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judge_without_labels_is_warned_of_and_one_with_labels_tells_how_it_agrees()
    {
        _program.Finish = experiment => experiment
            .Evaluate("opinion", new OpinionJudge(), Code.Version("1"))
            .Evaluate("human", new Judge(static task => task.Id.EndsWith('1') ? Score.None("not labelled") : Score.Of(task.Id.EndsWith('2') ? 0 : 1)), Code.Version("1"));
        await RunAsync();
        (_, _, string error) = await _program.RunAsync("gate", "--rule", "opinion >= 0.1");
        Assert.Contains("The gate rests on the judge 'opinion'", error, StringComparison.Ordinal);
        (_, string output, string quiet) = await _program.RunAsync("gate", "--rule", "opinion >= 0.1", "--labels", "human");
        Assert.DoesNotContain("rests on the judge", quiet, StringComparison.Ordinal);
        Assert.Contains("Against the labels 'human' on 180 answers: sensitivity 100.0%", output, StringComparison.Ordinal);
        Assert.Equal(2, (await _program.RunAsync("gate", "--labels", "nobody")).ExitCode);
    }

    [Fact]
    public async Task Compare_compares_with_another_run_and_by_slice()
    {
        string first = await RunAsync();
        _program.Code = "2";
        _program.Right["high"] = 50;
        await RunAsync();
        (int code, string output, _) = await _program.RunAsync("compare", "--against", "previous");
        Assert.Equal(0, code);
        Assert.Contains($"Against run {first}, in points:\nvariant ", output, StringComparison.Ordinal);
        Assert.Matches(@"\nhigh +100 +\d+ +\d+ +-30\.0 +\[.*really worse\n", output);
        Assert.Matches(@"\nhigh: 100 pairs show a true difference of \d+\.\d points with 80%\.\n", output);
        (_, string planned, _) = await _program.RunAsync("compare", "--against", "previous", "--margin", "0.05");
        Assert.Matches(@"\nhigh: 100 pairs show [^;]+, and\s+the\s+margin\s+of\s+5\.0\s+points\s+with\s+\d+\.\d%;\s+[\d,]+\s+would\s+show\s+the\s+margin\s+with\s+80%\.", planned);
        Assert.Equal(2, (await _program.RunAsync("compare", "--margin", "-1")).ExitCode);
        (int unknown, _, string error) = await _program.RunAsync("compare", "--by", "topic");
        Assert.Equal(2, unknown);
        Assert.Contains("There is no slice 'topic'; there are kind.", error, StringComparison.Ordinal);
        (_, string sliced, _) = await _program.RunAsync("compare", "--by", "kind");
        Assert.Matches(@"\nBy kind, \S+ against \S+, in points:\nkind +n .*\neven .*\nodd ", sliced);
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
