namespace TrialKeep.Hosting.Tests;

/// <summary>Prompts are compared as variants of one run: by item, in pairs.</summary>
public sealed class PromptTests : IDisposable
{
    private readonly Program _program = new();
    private int _calls;

    public PromptTests() => _program.Right.Clear();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Prompts_are_compared_in_pairs_and_by_slice()
    {
        Use(Prompts());
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        Assert.Equal(200, _calls);
        (int code, string output, _) = await _program.RunAsync("compare");
        Assert.Equal(0, code);
        Assert.Matches(@"g,prompt=bare +g,prompt=careful +100 +0 +50 ", output);
        output = (await _program.RunAsync("compare", "--by", "kind")).Output;
        Assert.Matches(@"\nodd +50 +0 +50 +\+100\.0 .*really better\n", output);
        Assert.Equal(200, _calls);
    }

    [Fact]
    public async Task An_edited_prompt_asks_again_for_its_own_answers_and_is_compared_with_its_namesake()
    {
        Use(Prompts());
        await _program.RunAsync();
        Use(PromptFamily.For<Puzzle.Input>()
            .Add("bare", static input => new BarePrompt(input.Question))
            .Add("careful", static input => new SternPrompt(input.Question)));
        await _program.RunAsync();
        Assert.Equal(300, _calls);
        (int code, string output, _) = await _program.RunAsync("compare", "--against", "previous");
        Assert.Equal(0, code);
        // 50 answers are lost by the edit, on all of 100 pairs; the other prompt's answers are the same ones.
        Assert.Matches(@"\ng,prompt=careful +100 +50 +0 ", output);
        Assert.Matches(@"\ng,prompt=bare +100 +0 +0 ", output);
    }

    [Fact]
    public async Task A_family_and_a_setting_are_chosen_by_their_names()
    {
        Use(Prompts());
        await _program.RunAsync("--variant", "*prompt=careful");
        Assert.Equal(100, _calls);
    }

    private static PromptFamily<Puzzle.Input> Prompts() => PromptFamily.For<Puzzle.Input>()
        .Add("bare", static input => new BarePrompt(input.Question))
        .Add("careful", static input => new CarefulPrompt(input.Question));

    // Odd puzzles are only solved after thought.
    private void Use(PromptFamily<Puzzle.Input> prompts) => _program.Finish = experiment => _program.Scored(experiment.Variants(
        Grid.Of("g", new Guesser { Name = "" }).Vary("prompt", static (guesser, text) => guesser with { Name = text }, prompts.Texts),
        (guesser, input, _, _) =>
        {
            Interlocked.Increment(ref _calls);
            string prompt = prompts.Render(guesser.Name, input);
            return Task.FromResult(new Guess { Text = int.Parse(input.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 2 == 0 || prompt.StartsWith("Think first.", StringComparison.Ordinal) ? "yes" : "no" });
        },
        Code.Version("1")));
}
