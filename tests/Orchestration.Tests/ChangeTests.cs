using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests;

/// <summary>
/// What a user pays for is not repeated: a change against the exact number of variant calls, transforms and scores that it costs. Code that changes by
/// a comment or by more is in <see cref="CodeFingerprintTests"/>.
/// </summary>
public sealed class ChangeTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly Ear _ear = new();

    public ChangeTests()
    {
        // No two answers are alike, so that nothing is taken over for being equal.
        _lab.Answer = static (input, context, _) => Task.FromResult(new Reply { Text = $"{input.Prompt.Wording} {input.Prompt.Number} {context.Seed}" });
    }

    public void Dispose() => _lab.Dispose();

    private static Question[] Four => [.. Enumerable.Range(0, 4).Select(static i => Question.Of(i))];

    // Four items and two variants: eight answers, each transformed once and scored twice, as it is and as it was heard. Then the change.
    public static TheoryData<string, int, int, int> Changes => new()
    {
        { "nothing", 0, 0, 0 },
        { "a fifth item", 2, 2, 4 },
        { "two items in another order", 0, 0, 0 },
        { "an item less", 0, 0, 0 },
        { "a corrected label", 0, 0, 4 },
        { "another slice", 0, 0, 0 },
        { "another remark that is not in the key", 0, 0, 0 },
        { "another wording of one prompt", 2, 2, 4 },
        { "another system prompt for all", 8, 8, 16 },
        { "a third variant", 4, 4, 8 },
        { "a variant less", 0, 0, 0 },
        { "the variants in another order", 0, 0, 0 },
        { "a variant under another name", 0, 0, 0 },
        { "other code of the variants", 8, 8, 16 },
        { "a second sample", 8, 8, 16 },
        { "an environment scope", 8, 8, 16 },
        { "other code of the evaluator", 0, 0, 8 },
        { "other settings of the evaluator of what was heard", 0, 0, 8 },
        { "a second evaluator", 0, 0, 8 },
        { "a second evaluator of what was heard", 0, 0, 8 },
        { "the evaluator under another name", 0, 0, 8 },
        { "the evaluators in another order", 0, 0, 0 },
        { "an evaluator less", 0, 0, 0 },
        { "a second transform", 0, 8, 0 },
        { "a transform of what was heard, and its evaluator", 0, 8, 8 },
        { "other code of the transform that hears the same", 0, 8, 0 },
        { "other code of the transform that hears one item otherwise", 0, 8, 2 },
        { "other code of the transform that hears all otherwise", 0, 8, 8 },
        { "other code of the transform that hears nothing in one item", 0, 8, 0 },
        { "the transform under another name", 0, 0, 0 },
        { "no transform any more", 0, 0, 0 },
        { "only two items", 0, 0, 0 },
        { "only one variant", 0, 0, 0 },
        { "other parallelism", 0, 0, 0 },
        { "another grace period and command line", 0, 0, 0 },
        { "offline", 0, 0, 0 },
        { "the store in another place", 0, 0, 0 },
        { "another culture", 0, 0, 0 },
        { "only what failed", 0, 0, 0 },
        { "a fresh run", 8, 8, 16 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_costs_exactly(string change, int calls, int transforms, int scores)
    {
        using (await _lab.RunAsync(Scored(_lab.Experiment(Four))))
        {
        }

        Assert.Equal((8, 8, 16), (_lab.Calls, _ear.Heard, _lab.Scored + _ear.Scored));
        await InAsync(change == "another culture" ? CultureInfo.GetCultureInfo("tr-TR") : CultureInfo.InvariantCulture, async () =>
        {
            if (change == "the store in another place") Move();
            using Run<Question, Reply> run = await _lab.RunAsync(Changed(change), OptionsOf(change), SelectionOf(change));
        });
        Assert.Equal((calls, transforms, scores), (_lab.Calls - 8, _ear.Heard - 8, _lab.Scored + _ear.Scored - 16));
    }

    // Types that changed as releases of a program change them. Three items and one variant; then the later shape on the same store.
    public static TheoryData<string, int, int, int> Shapes => new()
    {
        { "the same", 0, 0, 0 },
        { "a key part with a default, and a renamed member with an alias", 0, 0, 0 },
        { "one more optional key part, a key part under another name of C#, and an alias of an alias", 0, 0, 0 },
        { "the new key part with another value than its default", 3, 3, 6 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_changed_type_costs_exactly(string change, int calls, int transforms, int scores)
    {
        int[] before = await ShapedAsync(new First.Voice("loud"), static text => new First.Said { Text = text }, static said => said.Text);
        Assert.Equal([3, 3, 6], before);
        int[] after = change switch
        {
            "the same" => await ShapedAsync(new First.Voice("loud"), static text => new First.Said { Text = text }, static said => said.Text),
            "a key part with a default, and a renamed member with an alias" => await ShapedAsync(new Second.Voice("loud"), static text => new Second.Said { Body = text }, static said => said.Body),
            "the new key part with another value than its default" => await ShapedAsync(new Second.Voice("loud") { Speed = 2 }, static text => new Second.Said { Body = text }, static said => said.Body),
            _ => await ShapedAsync(new Third.Voice { Called = "loud" }, static text => new Third.Said { Words = text }, static said => said.Words),
        };
        Assert.Equal([calls, transforms, scores], after);
    }

    private Experiment<Question, Reply> Scored(Experiment<Question, Reply> experiment, string transform = "heard", string code = "1", string judge = "tests.judge/1") =>
        experiment.Evaluate("as-heard", _ear.Transform(transform, code), _ear.Judge<Heard>(static (question, heard) => heard.Words == question.Expected, judge), Code.Version("1"));

    private Experiment<Question, Reply> Changed(string change)
    {
        switch (change)
        {
            case "a fifth item": return Scored(_lab.Experiment([.. Four, Question.Of(4)]));
            case "two items in another order": return Scored(_lab.Experiment([Four[1], Four[0], Four[2], Four[3]]));
            case "an item less": return Scored(_lab.Experiment(Four[1..]));
            case "a corrected label": return Scored(_lab.Experiment([Four[0] with { Expected = "7" }, .. Four[1..]]));
            case "another slice": return Scored(_lab.Experiment([Four[0] with { Topic = "new" }, .. Four[1..]]));
            case "another remark that is not in the key": return Scored(_lab.Experiment([Four[0] with { Source = "elsewhere" }, .. Four[1..]]));
            case "another wording of one prompt": return Scored(_lab.Experiment([Question.Of(0, "Shout"), .. Four[1..]]));
            case "another system prompt for all": return Scored(_lab.Experiment(Four.Select(static question => question with { SystemPrompt = "Be brief." })));
            case "a third variant": return Scored(_lab.Experiment(Four, ["loud", "soft", "silent"]));
            case "a variant less": return Scored(_lab.Experiment(Four, ["soft"]));
            case "the variants in another order": return Scored(_lab.Experiment(Four, ["soft", "loud"]));
            case "a variant under another name": return Scored(_lab.Experiment(Four, ["loud"]).Variant("gentle", new Speaker { Voice = "soft" }, _lab.Answer, Code.Version("1")));
            case "other code of the variants": return Scored(_lab.Experiment(Four, code: "2"));
            case "a second sample": return Scored(_lab.Experiment(Four).Samples(2));
            case "an environment scope": return Scored(_lab.Experiment(Four).Environment("cpu=other"));
            case "other code of the evaluator": return Scored(_lab.Experiment(Four, evaluator: "2"));
            case "other settings of the evaluator of what was heard": return Scored(_lab.Experiment(Four), judge: "tests.judge/2");
            case "a second evaluator": return Scored(_lab.Experiment(Four)).Evaluate("again", _lab.Experiment(Four).Evaluations[0].Evaluator!, Code.Version("1"));
            case "a second evaluator of what was heard": return Scored(_lab.Experiment(Four)).Evaluate("loud", _ear.Transform(), _ear.Judge<Heard>(static (_, heard) => heard.Words.Length > 0), Code.Version("1"));
            case "the evaluator under another name": return Scored(Bare().Evaluate("renamed", _lab.Experiment(Four).Evaluations[0].Evaluator!, Code.Version("1")));
            case "the evaluators in another order": return Scored(Bare()).Evaluate("exact", _lab.Experiment(Four).Evaluations[0].Evaluator!, Code.Version("1"));
            case "an evaluator less": return Scored(Bare());
            case "a second transform": return Scored(_lab.Experiment(Four)).Transform(_ear.Transform("also", "2"));
            case "a transform of what was heard, and its evaluator": return Scored(_lab.Experiment(Four)).Evaluate("short", _ear.Measure(_ear.Transform()), _ear.Judge<Length>(static (_, length) => length.Letters < 9), Code.Version("1"));
            case "other code of the transform that hears the same": return Scored(_lab.Experiment(Four), code: "2");
            case "other code of the transform that hears one item otherwise": return Hearing(static words => words.StartsWith("Say 0 ", StringComparison.Ordinal) ? new Heard { Words = "?" } : new Heard { Words = words });
            case "other code of the transform that hears all otherwise": return Hearing(static words => new Heard { Words = words + "!" });
            // What has no output is unscored without asking the evaluator.
            case "other code of the transform that hears nothing in one item": return Hearing(static words => words.StartsWith("Say 0 ", StringComparison.Ordinal) ? Transformed<Heard>.None("only noise") : new Heard { Words = words });
            case "the transform under another name": return Scored(_lab.Experiment(Four), transform: "listened");
            case "no transform any more": return _lab.Experiment(Four);
            default: return Scored(_lab.Experiment(Four));
        }
    }

    private Experiment<Question, Reply> Hearing(Func<string, Transformed<Heard>> hear)
    {
        _ear.Hear = reply => hear(reply.Text!);
        return Scored(_lab.Experiment(Four), code: "2");
    }

    private static Selection? SelectionOf(string change) => change switch
    {
        "only two items" => new Selection { Limit = 2 },
        "only one variant" => new Selection { Variants = "lo*" },
        _ => null,
    };

    private static RunOptions? OptionsOf(string change) => change switch
    {
        "other parallelism" => new() { Parallelism = 1 },
        "another grace period and command line" => new() { GracePeriod = TimeSpan.FromSeconds(1), CommandLine = "other" },
        "offline" => new() { Offline = true },
        "only what failed" => new() { Only = WorkFilter.Failed },
        "a fresh run" => new() { Fresh = true },
        _ => null,
    };

    private Experiment<Question, Reply> Bare()
    {
        Experiment<Question, Reply> experiment = Experiment.For<Question, Reply>("lab").Data(DataSet.Of(Four));
        foreach (string variant in (string[])["loud", "soft"]) experiment = experiment.Variant(variant, new Speaker { Voice = variant }, _lab.Answer, Code.Version("1"));
        return experiment;
    }

    private void Move()
    {
        string from = _lab.Store;
        _lab.Store = from + "-moved";
        Directory.Move(from, _lab.Store);
    }

    private static async Task InAsync(CultureInfo culture, Func<Task> act)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            await act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Calls, transforms and scores of one run.
    private async Task<int[]> ShapedAsync<TVariant, TRecord>(TVariant variant, Func<string, TRecord> answer, Func<TRecord, string?> read)
        where TVariant : IExperimentVariant<TVariant>
        where TRecord : class, IExperimentRecord<TRecord>
    {
        int[] counts = new int[3];
        Transform<TRecord, Heard> heard = Transform.Of<TRecord, Heard>("heard", record =>
        {
            Interlocked.Increment(ref counts[1]);
            return new Heard { Words = read(record)! };
        }, Code.Version("1"));
        Experiment<Question, TRecord> experiment = Experiment.For<Question, TRecord>("shapes")
            .Data(DataSet.Of(Four[..3]))
            .Variant("voice", variant, (input, _, _) =>
            {
                Interlocked.Increment(ref counts[0]);
                return Task.FromResult(answer(input.Id));
            }, Code.Version("1"))
            .Evaluate("said", new Counting<TRecord>(() => Interlocked.Increment(ref counts[2])), Code.Version("1"))
            .Evaluate("heard", heard, new Counting<Heard>(() => Interlocked.Increment(ref counts[2])), Code.Version("1"));
        using Store store = Store.Open(_lab.Store);
        using Run<Question, TRecord> run = await new ExperimentRunner<Question, TRecord>(Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken), store, new RunOptions())
            .RunAsync(null, TestContext.Current.CancellationToken);
        return counts;
    }

    private sealed class Counting<TOutput>(Action scored) : Evaluator<Question, TOutput>
    {
        public override string Settings => "tests.counting/1";

        public override ValueTask<Score> EvaluateAsync(Question task, TOutput record, CancellationToken cancellation)
        {
            scored();
            return ValueTask.FromResult(Score.Of(true));
        }
    }
}
