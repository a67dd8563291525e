using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>Lengths and areas.</summary>
internal static class MeasuringStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("fence", "measuring", Fence),
        new("cut-rope", "measuring", CutRope),
    ];

    private static void Fence(Story story)
    {
        Person gardener = story.Somebody();
        int length = story.Number("length", 9, 30), width = story.Number("width", 3, 8);
        story.Tell($"{gardener}'s garden is a rectangle, {Number(length)} metres long and {story.Count(width, "metre")} wide.");
        story.Aside(gardener, 3, 9, n => $"In the middle stands a tree, {Number(n)} metres high.");
        story.Ask(story.Either(
            "How many metres of fence go all the way round the garden?",
            $"How many metres does {gardener} walk if {gardener.He} goes round the garden once, along the edge?"), 2 * (length + width));
    }

    private static void CutRope(Story story)
    {
        Person climber = story.Somebody();
        int pieces = story.Number("pieces", 2, 6), each = story.Number("each", 2, 7), rope = story.Number("rope", 43, 80);
        story.Tell(story.Either($"{climber} has a rope of {Number(rope)} metres.", $"{climber}'s rope is {Number(rope)} metres long."));
        story.Aside(climber, 5, 12, n => $"The rope is {Number(n)} years old.");
        string metres = story.Count(each, "metre");
        story.Tell($"{climber} cuts off {story.Say(pieces)} pieces{story.Either($" of {metres} each", $", each {metres} long")}.");
        story.Ask("How many metres of rope are left?", rope - (pieces * each));
    }
}
