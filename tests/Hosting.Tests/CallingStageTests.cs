using System.Text.Json;

namespace TrialKeep.Hosting.Tests;

/// <summary>Judges and transforms that call models, as a command line limits, prices, estimates and explains them.</summary>
public sealed class CallingStageTests : IDisposable
{
    private readonly Program _program = new() { Items = 4 };
    private int _asked;

    public CallingStageTests()
    {
        _program.Right.Clear();
        _program.Right["low"] = 100;
        _program.Finish = experiment => _program.Scored(experiment).Evaluate("opinion", new PaidJudge(Ask), Code.Version("1"));
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_judge_is_tried_again_paid_for_and_estimated_by_a_file_of_prices()
    {
        string prices = Write("prices.json", """{ "currency": "EUR", "models": [ { "model": "judge-*", "input": 1000, "output": 0 } ] }""");
        (int code, string before, _) = await _program.RunAsync("estimate", "--prices", prices);
        Assert.Equal(0, code);
        Assert.Contains("What the evaluation 'opinion' takes is not known: no stored score says its tokens.", before, StringComparison.Ordinal);
        (code, string output, _) = await _program.RunAsync("--retries", "1", "--parallelism", "1", "--prices", prices);
        Assert.Equal(0, code);
        // Four scores and a try that failed, a thousand tokens each.
        Assert.Contains("8 scored now. 1 tried again.  5,050 tokens  cost 5.", output, StringComparison.Ordinal);
        Assert.Contains("4,040 tokens  cost 4", (await _program.RunAsync("progress")).Output, StringComparison.Ordinal);
        _program.Items = 6;
        (_, string after, _) = await _program.RunAsync("estimate");
        Assert.Matches("opinion: 2 scores\n  tokens in +2,000  the mean of 4 stored scores\n  tokens out +20  the mean of 4 stored scores\n  cost +2.00  the mean cost of 4 stored scores\n", after);
        await _program.RunAsync("estimate", "--json", _program.PathOf("estimate.json"));
        using JsonDocument estimate = JsonDocument.Parse(File.ReadAllText(_program.PathOf("estimate.json")));
        Assert.Equal(2000, estimate.RootElement.GetProperty("evaluations")[1].GetProperty("inputTokens").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_chat_client_that_judges_is_tried_again_and_says_what_it_takes()
    {
        using ScriptedClient client = new(() => Interlocked.Increment(ref _asked) == 1 ? throw new VariantException(FailureKind.RateLimited, "slow down") : "{\"score\": 2}");
        Rubric rubric = new() { Version = "1", Criteria = ["It is right."], Anchors = [(1, "useless"), (2, "perfect")] };
        _program.Finish = experiment => experiment
            .Evaluate("single", Evaluators.Judge<Puzzle, Guess>(rubric, client.AsJudge("judge-1"), static task => task.Question, static record => record.Text), Code.Version("1"))
            .Evaluate("pair", Evaluators.PairwiseJudge<Puzzle, Guess>(rubric, client.AsJudge("judge-1"), static task => task.Question, static record => record.Text, static _ => "no"), Code.Version("1"));
        string prices = Write("prices.json", """{ "models": [ { "model": "judge-1", "input": 10000, "output": 0 } ] }""");
        (_, string output, _) = await _program.RunAsync("--retries", "1", "--parallelism", "1", "--prices", prices);
        // Four single judgments and four in both orders; the try that was refused said nothing.
        Assert.Contains("8 scored now. 1 tried again.  1,260 tokens  cost 12.", output, StringComparison.Ordinal);
        Assert.Equal(13, _asked);
    }

    [Fact]
    public async Task A_budget_stops_before_a_judge_and_the_next_call_goes_on()
    {
        _asked = 1;
        (int code, string output, string error) = await _program.RunAsync("--max-tokens", "2500", "--parallelism", "1");
        Assert.Equal(6, code);
        Assert.Contains("6 scored now.", output, StringComparison.Ordinal);
        Assert.StartsWith("2,020 of 2,500 tokens are used up", error, StringComparison.Ordinal);
        Assert.Contains("2 scored now.", (await _program.RunAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_prices_tells_every_error_at_once_with_its_path()
    {
        string wrong = Write("wrong.json", """
            { "curency": "EUR", "models": [ { "model": "a", "input": -1, "output": 1 }, { "input": 1 }, { "model": "b", "input": 1, "output": "much" }, { "model": "b", "input": 1, "output": 1 } ] }
            """);
        (int code, _, string error) = await _program.RunAsync("--prices", wrong);
        Assert.Equal(2, code);
        Assert.Contains($"{wrong} has 6 errors:", error, StringComparison.Ordinal);
        Assert.Contains("$.curency: there is no member 'curency'; did you mean 'currency'", error, StringComparison.Ordinal);
        Assert.Contains("$.models[0].input: it takes an amount from 0, not '-1'.", error, StringComparison.Ordinal);
        Assert.Contains("$.models[1].model: it is missing", error, StringComparison.Ordinal);
        Assert.Contains("$.models[1]: a price has input and output", error, StringComparison.Ordinal);
        Assert.Contains("$.models[2].output: it takes an amount from 0, not 'much'.", error, StringComparison.Ordinal);
        Assert.Contains("$.models[3]: the model 'b' stands here twice; keep one.", error, StringComparison.Ordinal);
        Assert.Contains("$.models: it is missing", (await _program.RunAsync("--prices", Write("empty.json", "{}"))).Error, StringComparison.Ordinal);
        (code, _, error) = await _program.RunAsync("estimate", "--prices", _program.PathOf("gone.json"));
        Assert.Equal(2, code);
        Assert.Contains("The table of prices", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_program.Store));
    }

    [Fact]
    public async Task Prices_are_no_identity()
    {
        _asked = 1;
        string prices = Write("prices.json", """{ "models": [ { "model": "*", "input": 1, "output": 1, "cached": 0.5 } ] }""");
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        Assert.Contains("0 generated, 4 cached, 0 failed, 0 missing; 0 scored now.", (await _program.RunAsync("--prices", prices)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_transforms_are_named_by_run_and_why_with_how_many_and_the_first_cause()
    {
        bool works = false;
        _program.Finish = experiment => _program.Scored(experiment)
            .Evaluate("word", Transform.Of<Guess, ExtractedText>("finder", record => works ? new ExtractedText { Text = record.Text!, Extractor = "" } : throw new FormatException("no word in it"), Code.Version("1")),
                Evaluators.Of<Puzzle, ExtractedText>(static (_, _) => Score.Of(1)), Code.Version("1"));
        (int code, _, string error) = await _program.RunAsync();
        Assert.Equal(3, code);
        Assert.Equal(
            "4 of 4 outputs by finder failed with exception, first that of low to p0: no word in it\n"
            + "4 of 4 answers have no score by word, first that of low to p0: the transform 'finder' failed on it\n"
            + "Run again to try them again; what succeeded is kept.\n", error);
        (code, string why, _) = await _program.RunAsync("why");
        Assert.Equal((0, "4 outputs by finder failed with exception, first that of low to p0: no word in it\n"), (code, why));
        Assert.Equal("1 outputs by finder failed with exception, first that of low to p2: no word in it\n", (await _program.RunAsync("why", "p2")).Output);
        await _program.RunAsync("why", "--json", _program.PathOf("why.json"));
        using (JsonDocument json = JsonDocument.Parse(File.ReadAllText(_program.PathOf("why.json"))))
        {
            JsonElement failure = Assert.Single(json.RootElement.GetProperty("failures").EnumerateArray().ToArray());
            Assert.Equal(("transform", "finder", "exception", 4), (failure.GetProperty("stage").GetString(), failure.GetProperty("name").GetString(), failure.GetProperty("kind").GetString(), failure.GetProperty("count").GetInt32()));
        }

        // A transform that nobody evaluates reaches the exit code too.
        Func<Experiment<Puzzle, Guess>, Experiment<Puzzle, Guess>> finish = _program.Finish;
        _program.Finish = experiment => _program.Scored(experiment).Transform(Transform.Of<Guess, ExtractedText>("finder", static _ => throw new FormatException("no word in it"), Code.Version("1")));
        Assert.Equal(3, (await _program.RunAsync()).ExitCode);
        (works, _program.Finish) = (true, finish);
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        Assert.StartsWith("Every planned answer is stored", (await _program.RunAsync("why")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_answers_and_scores_are_named_by_why_too()
    {
        _program.Fault = static id => id == "p1" ? throw new VariantException(FailureKind.Timeout, "too late") : new Guess { Text = "yes" };
        Assert.Equal(3, (await _program.RunAsync("--parallelism", "1")).ExitCode);
        string why = (await _program.RunAsync("why")).Output;
        Assert.Contains("1 answers failed with timeout, first that of low to p1: too late\n", why, StringComparison.Ordinal);
        Assert.Contains("1 scores by opinion failed with rate-limited, first that of low to p0: slow down\n", why, StringComparison.Ordinal);
    }

    private Score Ask(ScoreContext context)
    {
        context.Report(new Usage(1000, 10), "judge-1");
        return Interlocked.Increment(ref _asked) == 1 ? throw new VariantException(FailureKind.RateLimited, "slow down") : Score.Of(1);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_program.PathOf(name), text);
        return _program.PathOf(name);
    }
}
