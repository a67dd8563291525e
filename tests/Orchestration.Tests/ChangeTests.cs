using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What a user pays for is not repeated: a change against the exact number of calls and scores that it costs.</summary>
public sealed class ChangeTests
{
    private static Question[] Four => [.. Enumerable.Range(0, 4).Select(static i => Question.Of(i))];

    // Four items and two variants, answered and scored once; then the change.
    public static TheoryData<string, int, int> Changes => new()
    {
        { "nothing", 0, 0 },
        { "a fifth item", 2, 2 },
        { "two items in another order", 0, 0 },
        { "an item less", 0, 0 },
        { "a corrected label", 0, 2 },
        { "another slice", 0, 0 },
        { "another remark that is not in the key", 0, 0 },
        { "another wording of one prompt", 2, 2 },
        { "another system prompt for all", 8, 8 },
        { "a third variant", 4, 4 },
        { "a variant less", 0, 0 },
        { "the variants in another order", 0, 0 },
        { "a variant under another name", 0, 0 },
        { "other code of the variants", 8, 8 },
        { "other code of the evaluator", 0, 8 },
        { "a second sample", 8, 8 },
        { "an environment scope", 8, 8 },
        { "a second evaluator", 0, 8 },
        { "the evaluator under another name", 0, 8 },
        { "only two items", 0, 0 },
        { "only one variant", 0, 0 },
        { "other parallelism", 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_costs_exactly(string change, int calls, int scores)
    {
        using Lab lab = new();
        using (await lab.RunAsync(lab.Experiment(Four)))
        {
        }

        (int callsBefore, int scoredBefore) = (lab.Calls, lab.Scored);
        using (await lab.RunAsync(Changed(lab, change), selection: change switch
        {
            "only two items" => new Selection { Limit = 2 },
            "only one variant" => new Selection { Variants = "lo*" },
            _ => null,
        }, options: change == "other parallelism" ? new() { Parallelism = 1 } : null))
        {
        }

        Assert.Equal((calls, scores), (lab.Calls - callsBefore, lab.Scored - scoredBefore));
    }

    private static Experiment<Question, Reply> Changed(Lab lab, string change) => change switch
    {
        "a fifth item" => lab.Experiment([.. Four, Question.Of(4)]),
        "two items in another order" => lab.Experiment([Four[1], Four[0], Four[2], Four[3]]),
        "an item less" => lab.Experiment(Four[1..]),
        "a corrected label" => lab.Experiment([Four[0] with { Expected = "7" }, .. Four[1..]]),
        "another slice" => lab.Experiment([Four[0] with { Topic = "new" }, .. Four[1..]]),
        "another remark that is not in the key" => lab.Experiment([Four[0] with { Source = "elsewhere" }, .. Four[1..]]),
        "another wording of one prompt" => lab.Experiment([Question.Of(0, "Shout"), .. Four[1..]]),
        "another system prompt for all" => lab.Experiment(Four.Select(static question => question with { SystemPrompt = "Be brief." })),
        "a third variant" => lab.Experiment(Four, ["loud", "soft", "silent"]),
        "a variant less" => lab.Experiment(Four, ["soft"]),
        "the variants in another order" => lab.Experiment(Four, ["soft", "loud"]),
        "a variant under another name" => lab.Experiment(Four, ["loud"]).Variant("gentle", new Speaker { Voice = "soft" }, lab.Answer, Code.Version("1")),
        "other code of the variants" => lab.Experiment(Four, code: "2"),
        "other code of the evaluator" => lab.Experiment(Four, evaluator: "2"),
        "a second sample" => lab.Experiment(Four).Samples(2),
        "an environment scope" => lab.Experiment(Four).Environment("cpu=other"),
        "a second evaluator" => Twice(lab, lab.Experiment(Four)),
        "the evaluator under another name" => Renamed(lab),
        _ => lab.Experiment(Four),
    };

    private static Experiment<Question, Reply> Twice(Lab lab, Experiment<Question, Reply> experiment) =>
        experiment.Evaluate("again", lab.Experiment(Four).Evaluations[0].Evaluator!, Code.Version("1"));

    private static Experiment<Question, Reply> Renamed(Lab lab)
    {
        Experiment<Question, Reply> experiment = Experiment.For<Question, Reply>("lab").Data(DataSet.Of(Four));
        foreach (string variant in (string[])["loud", "soft"]) experiment = experiment.Variant(variant, new Speaker { Voice = variant }, lab.Answer, Code.Version("1"));
        return experiment.Evaluate("renamed", lab.Experiment(Four).Evaluations[0].Evaluator!, Code.Version("1"));
    }
}
