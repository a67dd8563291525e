using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>More, fewer, times as many.</summary>
internal static class ComparisonStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("more-together", "comparison", MoreTogether),
        new("fewer", "comparison", Fewer),
        new("times-difference", "comparison", TimesDifference),
    ];

    private static void MoreTogether(Story story)
    {
        Person first = story.Somebody(), second = story.Somebody();
        Thing thing = story.Choose(Thing.Collection);
        int a = story.Number("a", 8, 40), more = story.Number("more", 3, 25);
        story.Tell(story.Either(
            $"{first} has {story.Count(a, thing)}. {second} has {story.Say(more)} more {thing.Plural} than {first}.",
            $"{second} has {story.Say(more)} more {thing.Plural} than {first}, who has {story.Count(a, thing)}."));
        story.Aside(first, 20, 50, n => $"Their grandfather has {Number(n)} {thing.Plural}.");
        story.Ask($"How many {thing.Plural} do {first} and {second} have together?", a + a + more);
    }

    private static void Fewer(Story story)
    {
        Person first = story.Somebody(), second = story.Somebody();
        int a = story.Number("a", 25, 70), fewer = story.Number("fewer", 3, 19);
        story.Tell($"{first} {story.Either("swam", "finished")} {Number(a)} lengths of the pool.");
        story.Aside(second, 2, 9, n => $"{second} rested {Number(n)} times.");
        story.Tell($"{second} did {story.Say(fewer)} fewer lengths than {first}.");
        story.Ask($"How many lengths did {second} do?", a - fewer);
    }

    private static void TimesDifference(Story story)
    {
        Person first = story.Somebody(), second = story.Somebody();
        int a = story.Number("a", 12, 60), factor = story.Number("factor", 2, 5);
        string times = factor == 2 ? "twice" : $"{story.Say(factor)} times";
        story.Tell($"{first} read {story.Count(a, "page")} of a novel.");
        story.Aside(first, 200, 400, n => $"The novel has {Number(n)} pages.");
        story.Tell($"{second} read {times} as many pages as {first}.");
        story.Ask($"How many more pages did {second} read than {first}?", (factor * a) - a);
    }
}
