using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>What makes an item another, and what is only another way to ask about it.</summary>
public sealed class TaskTraitsTests
{
    private static readonly Riddle s_riddle = new() { Id = "r1", Prompt = new("what walks?"), Context = new() { Hint = "legs", Limit = 3 } };

    public static TheoryData<string, Riddle> SameItem => new()
    {
        { "a shared text", s_riddle with { SystemPrompt = "You are a sphinx." } },
        { "a corrected label", s_riddle with { Answer = "man" } },
        { "slice, cluster and note", s_riddle with { Topic = "myth", Difficulty = 3, Passage = "p", Note = "n" } },
        { "an equal copy", s_riddle with { Context = new() { Hint = "legs", Limit = 3 } } },
    };

    public static TheoryData<string, Riddle> OtherItem => new()
    {
        { "another argument of the template", s_riddle with { Prompt = new("what flies?") } },
        { "another part", s_riddle with { Context = new() { Hint = "wings", Limit = 3 } } },
        { "another number in a part", s_riddle with { Context = new() { Hint = "legs", Limit = 4 } } },
        { "no part", s_riddle with { Context = null } },
        { "another id", s_riddle with { Id = "r2" } },
    };

    [Theory]
    [MemberData(nameof(SameItem))]
    public void It_is_the_same_item(string why, Riddle other) =>
        Assert.True(TaskTraits.Of(s_riddle).Inputs == TaskTraits.Of(other).Inputs, why);

    [Theory]
    [MemberData(nameof(OtherItem))]
    public void It_is_another_item(string why, Riddle other) =>
        Assert.False(TaskTraits.Of(s_riddle).Inputs == TaskTraits.Of(other).Inputs, why);

    [Fact]
    public void Another_template_and_a_later_member_with_its_default_keep_the_item_and_are_named()
    {
        RestyledRiddle restyled = new() { Id = "r1", Prompt = new("what walks?"), Context = new() { Hint = "legs", Limit = 3 }, SystemPrompt = "You are a sphinx." };
        UnitTraits before = TaskTraits.Of(s_riddle), after = TaskTraits.Of(restyled);
        Assert.Equal(before.Inputs, after.Inputs);
        Assert.NotEqual(before.Inputs, TaskTraits.Of(restyled with { Language = "el" }).Inputs);
        Assert.Equal([("prompt", "template")], before.Prompt.Select(static part => (part.Member, part.Kind)));
        Assert.Equal([("prompt", "template"), ("systemPrompt", "text")], after.Prompt.Select(static part => (part.Member, part.Kind)));
        Assert.NotEqual(before.Prompt[0].Id, after.Prompt[0].Id);
    }

    [Fact]
    public void Slices_and_cluster_are_read_by_their_names()
    {
        Assert.Equal(["difficulty", "topic"], TaskTraits.SlicesOf(Schema.Of<Riddle>()));
        UnitTraits traits = TaskTraits.Of(s_riddle with { Topic = "myth", Difficulty = 3, Passage = "p" });
        Assert.Equal(["3", "myth"], traits.Slices);
        Assert.Equal("p", traits.Cluster);
        Assert.Equal([null, null], TaskTraits.Of(s_riddle).Slices);
    }
}
