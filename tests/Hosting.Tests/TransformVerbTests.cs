using System.Text.Json;

namespace TrialKeep.Hosting.Tests;

/// <summary>A program with a transform: its stages one by one, and an extractor that is edited.</summary>
public sealed class TransformVerbTests : IDisposable
{
    private readonly Program _program = new() { Items = 10, Right = { ["low"] = 4, ["high"] = 6 } };
    private Extractor _extractor = Extract.Regex(".*");

    public TransformVerbTests()
    {
        _program.Finish = experiment =>
        {
            Transform<Guess, ExtractedText> word = Transform.Text<Guess>("word", static guess => guess.Text, _extractor, Code.Version("1"));
            return experiment.Evaluate("right", word, Evaluators.Exact<Puzzle, ExtractedText>(static task => task.Expected, static found => found.Text), Code.Version("1"));
        };
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_run_transforms_and_scores_what_was_made()
    {
        (int code, string output, _) = await _program.RunAsync("--results", _program.PathOf("results.jsonl"));
        Assert.Equal(0, code);
        Assert.Contains("20 generated, 0 cached, 0 failed, 0 missing; 20 transformed, 20 scored now.", output, StringComparison.Ordinal);
        JsonElement first = JsonDocument.Parse((await File.ReadAllLinesAsync(_program.PathOf("results.jsonl"), TestContext.Current.CancellationToken))[0]).RootElement;
        Assert.Equal("yes", first.GetProperty("transforms").GetProperty("word").GetProperty("output").GetProperty("text").GetString());
        Assert.Equal(1, first.GetProperty("scores").GetProperty("right").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task People_score_what_a_transform_made_by_a_bundle()
    {
        _program.Finish = static experiment => experiment.Evaluate(
            "right", Transform.Text<Guess>("word", static guess => guess.Text, Extract.Regex("^y.*"), Code.Version("1")), new ImportedScores<Puzzle, ExtractedText>("rubric 1"), Code.Version("1"));
        Assert.Equal(3, (await _program.RunAsync("--quiet")).ExitCode);
        string folder = _program.PathOf("scores");
        (int code, string output, _) = await _program.RunAsync("export-bundle", folder, "--kind", "evaluation");
        Assert.Equal((0, $"10 scores are wanted in {folder}; 10 need none. Its README.md says how to fill it.\n"), (code, output));
        await File.WriteAllLinesAsync(Path.Combine(folder, "answers.jsonl"), File.ReadLines(Path.Combine(folder, "items.jsonl")).Select(static line =>
        {
            JsonElement item = JsonDocument.Parse(line).RootElement;
            Assert.Equal(("word", "yes"), (item.GetProperty("transform").GetString(), item.GetProperty("record").GetProperty("text").GetString()));
            return $$$"""{"key":"{{{item.GetProperty("key")}}}","evaluation":"right","value":1}""";
        }), TestContext.Current.CancellationToken);
        (code, output, _) = await _program.RunAsync("import-bundle", folder);
        Assert.Equal(0, code);
        Assert.StartsWith("10 of 10 lines added", output, StringComparison.Ordinal);
        (_, output, _) = await _program.RunAsync("evaluate");
        Assert.Contains("0 transformed, 0 scored now.", output, StringComparison.Ordinal);
        (_, output, _) = await _program.RunAsync("plan");
        Assert.DoesNotContain("outdated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_extractor_is_seen_by_every_verb_and_asks_no_variant()
    {
        await _program.RunAsync("--quiet");
        Assert.Equal(0, (await _program.RunAsync("gate", "--rule", "right >= 0.1")).ExitCode);
        _extractor = Extract.Regex("^y.*");
        (_, string plan, _) = await _program.RunAsync("plan");
        Assert.Contains("20  outdated", plan, StringComparison.Ordinal);
        Assert.Contains("transform word: 0 with output, 0 without, 0 failed, 20 to do, 0 without an answer", plan, StringComparison.Ordinal);
        // What was scored of another output counts as unscored wherever scores are judged.
        Assert.NotEqual(0, (await _program.RunAsync("gate", "--rule", "right >= 0.1")).ExitCode);
        _program.Fault = static item => throw new InvalidOperationException(item);
        (int code, string output, _) = await _program.RunAsync("transform");
        Assert.Equal(0, code);
        Assert.Contains("20 transformed, 0 scored now.", output, StringComparison.Ordinal);
        Assert.Contains("transform word: 10 with output, 10 without, 0 failed, 0 to do, 0 without an answer", output, StringComparison.Ordinal);
        (int incomplete, string scored, string why) = await _program.RunAsync("evaluate");
        Assert.Equal(3, incomplete);
        // Those with another outcome; the others have the scores that they had.
        Assert.Contains("0 transformed, 10 scored now.", scored, StringComparison.Ordinal);
        Assert.Contains("'word' has no output: the pattern matches nowhere", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_means_all_of_it()
    {
        await _program.RunAsync("--quiet");
        Assert.Contains("20 transformed, 0 scored now.", (await _program.RunAsync("transform", "--again")).Output, StringComparison.Ordinal);
        Assert.Contains("0 transformed, 20 scored now.", (await _program.RunAsync("evaluate", "--again")).Output, StringComparison.Ordinal);
        Assert.Contains("0 transformed, 0 scored now.", (await _program.RunAsync("evaluate")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transform_needs_a_run_and_a_transform()
    {
        (int code, _, string error) = await _program.RunAsync("transform");
        Assert.Equal(3, code);
        Assert.Contains("run it first", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_program.Store));
        Assert.Equal(2, (await _program.RunAsync("transform", "--fresh")).ExitCode);
        _program.Finish = null;
        (code, _, error) = await _program.RunAsync("transform");
        Assert.Equal(2, code);
        Assert.Contains("has no transform; declare one with Transform(...)", error, StringComparison.Ordinal);
    }
}
