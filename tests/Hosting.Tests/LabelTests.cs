namespace TrialKeep.Hosting.Tests;

/// <summary>A language model's opinion held against what people said, and what a changed label costs.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly Program _program = new() { Items = 20 };
    private int _answered;
    private int _judged;

    public LabelTests()
    {
        _program.Right.Clear();
        (_program.Right["low"], _program.Right["high"]) = (5, 15);
        _program.Fault = item =>
        {
            Interlocked.Increment(ref _answered);
            return new Guess { Text = item };
        };
        _program.Finish = experiment => experiment
            .Evaluate("opinion", Evaluators.Judge<Puzzle, Guess>(
                new Rubric { Version = "1", Criteria = ["It is right."], Scale = new(0, 1) }, new JudgeModel("test", JudgeAsync), static task => task.Question, static record => record.Text), Code.Version("1"))
            .Evaluate("human", Evaluators.HumanLabels<Puzzle, Guess>(_program.PathOf("labels.csv"), static task => task.Id), Code.Version("1"));
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Labels_from_a_file_say_how_a_judge_agrees_and_correcting_one_asks_nobody()
    {
        // People call two of the answers of 'low' wrong; the judge, who sees no variant, calls all right.
        Label(static (variant, item) => variant == "low" && item < 2 ? "0" : "1");
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        Assert.Equal((40, 40), (_answered, _judged));
        (_, string output, _) = await _program.RunAsync("gate", "--rule", "opinion >= 0.1", "--labels", "human");
        Assert.Contains("low, against the labels 'human' on 20 answers: sensitivity 100.0% (82.4% to 100.0%), specificity 0.0%", output, StringComparison.Ordinal);

        Label(static (_, _) => "1");
        Assert.Contains("40 scored now", (await _program.RunAsync()).Output + (await _program.RunAsync()).Error, StringComparison.Ordinal);
        Assert.Equal((40, 40), (_answered, _judged));
    }

    [Fact]
    public async Task An_answer_that_nobody_has_labelled_is_told_as_that()
    {
        Label(static (_, item) => item == 3 ? "" : "1");
        (int code, _, string error) = await _program.RunAsync();
        Assert.Equal(3, code);
        Assert.Contains("nobody has labelled it", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_file_that_is_not_there_is_one_sentence_and_nothing_is_asked()
    {
        (int code, _, string error) = await _program.RunAsync();
        Assert.Equal(2, code);
        Assert.Contains("labels.csv does not exist; check the path.", error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_answered, _judged));
    }

    private void Label(Func<string, int, string> score) => File.WriteAllLines(_program.PathOf("labels.csv"),
        ["item,variant,score", .. new[] { "low", "high" }.SelectMany(variant => Enumerable.Range(0, 20).Select(i => $"p{i},{variant},{score(variant, i)}"))]);

    private Task<string> JudgeAsync(JudgePrompt prompt, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _judged);
        return Task.FromResult("Fine.\n{\"score\": 1}");
    }
}
