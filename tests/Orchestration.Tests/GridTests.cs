using System.Globalization;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Many variants at once: settings and prompts, each with a key of its own.</summary>
public sealed class GridTests
{
    private static readonly PromptFamily<Question.Input> s_prompts = PromptFamily.For<Question.Input>()
        .Add("short", static input => new ShortPrompt(input.Prompt.Number))
        .Add("polite", static input => new PolitePrompt(input.Prompt.Number));

    private static Grid<PromptedSpeaker> Speakers => Grid.Of("voice", new PromptedSpeaker { Prompt = "" })
        .Vary("t", static (speaker, t) => speaker with { Temperature = t }, 0, 0.5)
        .Vary("prompt", static (speaker, text) => speaker with { Prompt = text }, s_prompts.Texts);

    [Fact]
    public void Every_value_meets_every_other_under_a_name_made_of_both() => Assert.Equal(
        ["voice,t=0,prompt=short", "voice,t=0,prompt=polite", "voice,t=0.5,prompt=short", "voice,t=0.5,prompt=polite"],
        Speakers.Points.Select(static point => point.Name));

    [Fact]
    public void Each_point_has_a_key_of_its_own_and_the_family_only_the_keys_of_its_templates()
    {
        using Lab lab = new();
        string[] keys = Keys(lab.Experiment([Question.Of(1)], []).Variants(Speakers, Answer, Code.Version("1")));
        Assert.Equal(4, keys.Distinct().Count());

        // A prompt less, other names, another order: the keys of what is left are the same.
        PromptFamily<Question.Input> renamed = PromptFamily.For<Question.Input>().Add("kind", static input => new PolitePrompt(input.Prompt.Number));
        Grid<PromptedSpeaker> fewer = Grid.Of("other", new PromptedSpeaker { Prompt = "" })
            .Vary("prompt", static (speaker, text) => speaker with { Prompt = text }, renamed.Texts)
            .Vary("temperature", static (speaker, t) => speaker with { Temperature = t }, 0.5, 0);
        string[] kept = Keys(lab.Experiment([Question.Of(1)], []).Variants(fewer, Answer, Code.Version("1")));
        Assert.Equal([keys[3], keys[1]], kept);

        // One changed word changes that prompt's variants and no others.
        Grid<PromptedSpeaker> edited = Grid.Of("voice", new PromptedSpeaker { Prompt = "" })
            .Vary("t", static (speaker, t) => speaker with { Temperature = t }, 0, 0.5)
            .Vary("prompt", static (speaker, text) => speaker with { Prompt = text }, [.. s_prompts.Texts.Select(static prompt => prompt.Name == "polite" ? (prompt.Name, prompt.Text + "!") : prompt)]);
        string[] changed = Keys(lab.Experiment([Question.Of(1)], []).Variants(edited, Answer, Code.Version("1")));
        Assert.Equal([true, false, true, false], keys.Zip(changed, static (before, after) => before == after));
    }

    [Fact]
    public async Task Each_variant_is_asked_with_its_own_settings_and_prompt()
    {
        using Lab lab = new();
        using Run<Question, Reply> run = await lab.RunAsync(lab.Experiment([Question.Of(7)], []).Variants(Speakers, Answer, Code.Version("1")));
        Assert.Equal(["0 7?", "0 Please, say 7.", "0.5 7?", "0.5 Please, say 7."], Enumerable.Range(0, 4).Select(index => run.RecordOf(index)!.Text));
    }

    [Fact]
    public void Not_every_point_must_stay()
    {
        Grid<PromptedSpeaker> some = Speakers.Where(static speaker => speaker.Temperature > 0);
        Assert.Equal(["voice,t=0.5,prompt=short", "voice,t=0.5,prompt=polite"], some.Points.Select(static point => point.Name));
    }

    [Fact]
    public void Values_name_themselves_in_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(
                ["v,t=0.5,flag=true,voice=x", "v,t=0.5,flag=true,voice=none"],
                Grid.Of("v", 0).Vary("t", static (v, _) => v, 0.5).Vary("flag", static (v, _) => v, true).Vary<string?>("voice", static (v, _) => v, "x", null).Points.Select(static point => point.Name));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_can_not_be_told_apart_is_refused()
    {
        Assert.Contains("has the value '1' twice", Assert.Throws<ArgumentException>(static () => Grid.Of("v", 0).Vary("t", static (v, _) => v, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("has no value", Assert.Throws<ArgumentException>(static () => Grid.Of("v", 0).Vary<int>("t", static (v, _) => v)).Message, StringComparison.Ordinal);
        Assert.Contains("have the same template", Assert.Throws<ArgumentException>(static () => s_prompts.Add("again", static input => new ShortPrompt(0))).Message, StringComparison.Ordinal);
        Assert.Contains("Two prompts are called 'short'", Assert.Throws<ArgumentException>(static () => s_prompts.Add("short", static input => new QuestionPrompt("x", 0))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no prompt 'long'; there are short, polite", Assert.Throws<ArgumentException>(static () => s_prompts.Only("long")).Message, StringComparison.Ordinal);
        Assert.Equal("polite", Assert.Single(s_prompts.Only("polite").Texts).Name);

        // A setting that is not part of the key makes variants that are the same.
        using Lab lab = new();
        Grid<PromptedSpeaker> same = Grid.Of("v", new PromptedSpeaker { Prompt = "" }).Vary("note", static (speaker, _) => speaker, "a", "b");
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Keys(lab.Experiment([Question.Of(1)], []).Variants(same, Answer, Code.Version("1"))));
        Assert.Contains("'v,note=a' and 'v,note=b' have the same key and code", refused.Message, StringComparison.Ordinal);
    }

    private static Task<Reply> Answer(PromptedSpeaker speaker, Question.Input input, VariantContext context, CancellationToken cancellation) =>
        Task.FromResult(new Reply { Text = string.Create(CultureInfo.InvariantCulture, $"{speaker.Temperature} {s_prompts.Render(speaker.Prompt, input)}") });

    private static string[] Keys(Experiment<Question, Reply> experiment) =>
        [.. Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken).Keys.Select(static key => key.ToString())];
}
