using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrialKeep.Hosting.Tests;

/// <summary>The verbs that estimate, compare plans, resume, hand work over and take it back, as a command line calls them.</summary>
public sealed class HandoverTests : IDisposable
{
    private readonly Program _program = new() { Items = 4 };

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Plan_and_why_are_json_for_programs()
    {
        (int code, JsonElement plan) = await JsonAsync("plan");
        Assert.Equal((0, 8, 8), (code, plan.GetProperty("planned").GetInt32(), plan.GetProperty("counts").GetProperty("missing").GetInt32()));
        Assert.Equal("missing", plan.GetProperty("answers")[7].GetProperty("state").GetString());
        Assert.Equal(4, (await JsonAsync("why")).Json.GetProperty("items").GetArrayLength());
        await _program.RunAsync("--quiet");
        Assert.Equal(8, (await JsonAsync("plan")).Json.GetProperty("counts").GetProperty("done").GetInt32());
        _program.Wording = "Puzzle";
        JsonElement why = (await JsonAsync("why", "p1")).Json;
        Assert.Equal(("p1", 2, "question"), (why.GetProperty("items")[0].GetProperty("item").GetString(), why.GetProperty("items")[0].GetProperty("missing").GetInt32(), why.GetProperty("items")[0].GetProperty("parts")[0].GetProperty("part").GetString()));
    }

    [Fact]
    public async Task Estimate_says_what_is_left_and_what_is_not_known()
    {
        (int code, string output, string error) = await _program.RunAsync("estimate");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("puzzles: 8 of 8 answers are left to ask for, of 4 items; 0 are another run's. 8 scores are left to compute.", output, StringComparison.Ordinal);
        Assert.Contains("not known", output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await JsonAsync("estimate")).Json.GetProperty("cost").GetProperty("value").ValueKind);
        Assert.False(Directory.Exists(_program.Store));
        await _program.RunAsync("--quiet");
        Assert.StartsWith("puzzles: 0 of 8 answers are left", (await _program.RunAsync("estimate")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_is_from_the_latest_run_to_the_plan_unless_said_otherwise()
    {
        Assert.Equal(5, (await _program.RunAsync("diff")).ExitCode);
        await _program.RunAsync("--quiet");
        _program.Wording = "Puzzle";
        (int code, string output, string error) = await _program.RunAsync("diff");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("p0, p1, p2, p3:\n  question:\n    - Question\n    + Puzzle\n      number 0?\n".Split('\n')[2], output, StringComparison.Ordinal);
        Assert.Contains("To get there: 8 calls, 0 answers reused from the store, at most 8 scores.", output, StringComparison.Ordinal);
        await _program.RunAsync("--quiet");
        JsonElement json = (await JsonAsync("diff", "previous", "latest")).Json;
        Assert.Equal((4, 0), (json.GetProperty("items").GetProperty("changed").GetArrayLength(), json.GetProperty("cost").GetProperty("calls").GetInt32()));
        Assert.Equal(2, (await _program.RunAsync("diff", "20990101")).ExitCode);
    }

    [Fact]
    public async Task Resume_continues_a_run_of_the_plan_and_refuses_another()
    {
        Assert.Equal(2, (await _program.RunAsync("resume")).ExitCode);
        _program.Fault = static item => item == "p1" ? throw new VariantException("busy", "Not now.") : new() { Text = "yes" };
        Assert.Equal(3, (await _program.RunAsync("--limit", "2", "--quiet")).ExitCode);
        _program.Fault = null;
        (int code, _, string error) = await _program.RunAsync("resume");
        Assert.Equal(2, code);
        Assert.Contains("2 items are new (p2, p3)", error, StringComparison.Ordinal);
        (code, string output, _) = await _program.RunAsync("resume", "latest", "--limit", "2");
        Assert.Equal(0, code);
        Assert.Contains("2 generated, 2 cached", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_goes_out_and_comes_back()
    {
        string folder = _program.PathOf("bundle");
        (int code, string output, _) = await _program.RunAsync("export-bundle", folder);
        Assert.Equal((0, $"8 answers are wanted in {folder}; 0 need none. Its README.md says how to fill it.\n"), (code, output));
        Assert.False(Directory.Exists(_program.Store));
        Assert.Equal(2, (await _program.RunAsync("import-bundle", folder)).ExitCode);
        string answers = Path.Combine(folder, "answers.jsonl");
        await File.WriteAllLinesAsync(answers, File.ReadLines(Path.Combine(folder, "items.jsonl")).Select(static line => $$$"""{"key":"{{{JsonNode.Parse(line)!["key"]}}}","record":{"text":"yes"}}"""), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(answers, """{"key":"00000000000000000000000000000000","record":{"text":"yes"}}""", TestContext.Current.CancellationToken);
        (code, output, string error) = await _program.RunAsync("import-bundle", folder);
        Assert.Equal(2, code);
        Assert.StartsWith("8 of 9 lines added, 0 were there already, 1 refused; run ", output, StringComparison.Ordinal);
        Assert.Contains("answers.jsonl, line 9: the key 00000000000000000000000000000000 is foreign", error, StringComparison.Ordinal);
        string scores = _program.PathOf("scores");
        (code, output, _) = await _program.RunAsync("export-bundle", scores, "--kind", "evaluation");
        Assert.Equal((0, $"8 scores are wanted in {scores}; 0 need none. Its README.md says how to fill it.\n"), (code, output));
        Assert.Contains("expected answers", await File.ReadAllTextAsync(Path.Combine(scores, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (code, output, _) = await _program.RunAsync("run");
        Assert.Contains("0 generated, 8 cached", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_takes_whole_files_unless_told_to_skip()
    {
        string file = _program.PathOf("old.jsonl");
        await File.WriteAllLinesAsync(file, ["""{"item":"p0","variant":"low","record":{"text":"no"}}""", """{"item":"p0","variant":"lower","record":{"text":"no"}}"""], TestContext.Current.CancellationToken);
        (int code, string output, string error) = await _program.RunAsync("import", file);
        Assert.Equal(2, code);
        Assert.StartsWith("Nothing was taken: 1 of 2 lines are refused.", output, StringComparison.Ordinal);
        Assert.Contains("old.jsonl, line 2: the variant 'lower' of the item 'p0' is foreign", error, StringComparison.Ordinal);
        (code, JsonElement json) = await JsonAsync("import", file, "--refused", "skip");
        Assert.Equal((2, 1, true), (code, json.GetProperty("added").GetInt32(), json.GetProperty("applied").GetBoolean()));
    }

    [Fact]
    public async Task Previous_is_not_a_run_of_a_few_items_while_there_is_a_whole_one()
    {
        await _program.RunAsync("--quiet");
        string whole = (await JsonAsync("plan")).Json.GetProperty("run").GetString()!;
        _program.Code = "2";
        await _program.RunAsync("--quiet", "--limit", "2");
        _program.Code = "3";
        await _program.RunAsync("--quiet");
        (_, JsonElement verdict) = await JsonAsync("gate");
        Assert.Equal(whole, verdict.GetProperty("baseline").GetString());
    }

    private async Task<(int ExitCode, JsonElement Json)> JsonAsync(params string[] args)
    {
        (int code, string output, _) = await _program.RunAsync([.. args, "--json", _program.PathOf("out.json")]);
        // On standard output it is the same, and alone there.
        Assert.NotNull(output);
        return (code, JsonDocument.Parse(await File.ReadAllTextAsync(_program.PathOf("out.json"), TestContext.Current.CancellationToken)).RootElement);
    }
}
