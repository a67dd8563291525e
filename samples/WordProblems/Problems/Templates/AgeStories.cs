using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>How old somebody is, was or will be.</summary>
internal static class AgeStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("older-later", "ages", OlderLater),
        new("age-sum", "ages", AgeSum),
        new("younger", "ages", Younger),
    ];

    private static void OlderLater(Story story)
    {
        Person older = story.Somebody(), younger = story.Somebody();
        int gap = story.Number("gap", 2, 11), age = story.Number("age", 5, 20), later = story.Number("later", 2, 9);
        story.Aside(older, 21, 40, n => $"{older}'s uncle is {Number(n)} years old.");
        story.Tell(story.Either(
            $"{older} is {story.Count(gap, "year")} older than {younger}. {younger} is {story.Count(age, "year")} old now.",
            $"{younger} is {story.Count(age, "year")} old now. {older} is {story.Count(gap, "year")} older than {younger}.",
            $"{younger} is {story.Count(age, "year")} old now, and {older} is {story.Count(gap, "year")} older."));
        story.Ask($"How old will {older} be in {story.Count(later, "year")}?", age + gap + later);
    }

    private static void AgeSum(Story story)
    {
        Person older = story.Somebody(), younger = story.Somebody();
        int factor = story.Number("factor", 2, 4), age = story.Number("age", 6, 19);
        string times = factor == 2 ? "twice" : $"{story.Say(factor)} times";
        story.Tell($"{younger} is {story.Count(age, "year")} old.");
        story.Tell($"{older} is {times} as old as {younger}.");
        story.Aside(younger, 6, 20, n => $"The two have known each other for {Number(n)} months.");
        story.Ask(
            story.Either($"What is the sum of the ages of {older} and {younger}?", $"How old are {older} and {younger} together?"),
            age + (factor * age));
    }

    private static void Younger(Story story)
    {
        Person older = story.Somebody(), younger = story.Somebody();
        int age = story.Number("age", 20, 48), gap = story.Number("gap", 3, 15);
        story.Tell($"{older} is {Number(age)} years old, and {younger} is {story.Count(gap, "year")} younger than {older}.");
        story.Aside(younger, 2, 9, n => $"{younger}'s dog is {Number(n)} years old.");
        story.Ask($"How old is {younger}?", age - gap);
    }
}
