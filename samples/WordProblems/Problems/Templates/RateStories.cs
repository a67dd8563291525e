using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>So much in so much time, or for so many people.</summary>
internal static class RateStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("time-for-work", "rates", TimeForWork),
        new("two-workers", "rates", TwoWorkers),
        new("practice", "rates", Practice),
        new("recipe", "ratio", Recipe),
    ];

    private static void TimeForWork(Story story)
    {
        Person owner = story.Somebody();
        int rate = story.Number("rate", 4, 25);
        decimal pages = story.Know("pages", rate * story.Between(3, 14));
        story.Tell($"{owner}'s printer prints {story.Count(rate, "page")} {story.Either("every", "per", "a")} minute.");
        story.Aside(owner, 3, 9, n => $"The printer holds paper for {Number(100 * n)} pages.");
        story.Ask($"How many minutes does the printer need for {Number((int)pages)} pages?", pages / rate);
    }

    private static void TwoWorkers(Story story)
    {
        Person first = story.Somebody(), second = story.Somebody();
        int a = story.Number("a", 5, 14), b = story.Number("b", 4, 12), hours = story.Number("hours", 2, 7);
        string unit = story.Either("basket", "crate", "sack");
        story.Tell(story.Either(
            $"{first} fills {story.Count(a, unit)} per hour and {second} fills {story.Count(b, unit)} per hour.",
            $"In an hour {first} fills {story.Count(a, unit)}, while {second} fills {story.Count(b, unit)}."));
        story.Aside(first, 12, 30, n => $"Every {unit} weighs {Number(n)} kilograms.");
        story.Tell($"{first} and {second} work together for {story.Count(hours, "hour")}.");
        story.Ask($"How many {unit}s do they fill altogether?", (a + b) * hours);
    }

    private static void Practice(Story story)
    {
        Person player = story.Somebody();
        int minutes = 5 * story.Between(3, 12), days = 6 * story.Between(1, 5);
        story.Know("minutes", minutes);
        story.Know("days", days);
        string instrument = story.Either("piano", "violin", "trumpet"), day = story.Either("a", "every") + " day";
        story.Tell(story.Either(
            $"{player} practises the {instrument} for {Number(minutes)} minutes {day}.",
            $"Every day {player} practises the {instrument} for {Number(minutes)} minutes."));
        story.Aside(player, 7, 20, n => $"{player.He} can play {Number(n)} songs by heart.");
        story.Ask($"How many hours does {player.He} practise in {story.Count(days, "day")}?", minutes * days / 60m);
    }

    private static void Recipe(Story story)
    {
        Person cook = story.Somebody();
        int people = story.Number("people", 2, 6), guests = story.Number("guests", 7, 16);
        int grams = (int)story.Know("grams", people * 5 * story.Between(8, 25));
        string ingredient = story.Either("rice", "flour", "lentils", "pasta");
        story.Tell(story.Either(
            $"{cook}'s recipe for {story.Say(people)} people needs {Number(grams)} grams of {ingredient}.",
            $"With {Number(grams)} grams of {ingredient} {cook} can cook for {story.Say(people)} people."));
        story.Aside(cook, 20, 50, n => $"The dish cooks for {Number(n)} minutes.");
        story.Ask($"How many grams of {ingredient} does {cook} need for {story.Say(guests)} people?", grams * guests / people);
    }
}
