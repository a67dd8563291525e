using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>Going somewhere.</summary>
internal static class DistanceStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("journey", "distance", Journey),
        new("two-legs", "distance", TwoLegs),
        new("there-and-back", "distance", ThereAndBack),
    ];

    private static void Journey(Story story)
    {
        Person traveller = story.Somebody();
        int speed = 5 * story.Between(8, 24);
        story.Know("speed", speed);
        decimal hours = story.Know("hours", story.Between(2, 6) + (0.5m * story.Between(0, 1)));
        string vehicle = story.Either("train", "coach", "ferry");
        string time = hours == decimal.Truncate(hours) ? story.Say((int)hours) : Number((int)hours) + ".5";
        story.Tell($"{traveller} takes a {vehicle} that travels at {Number(speed)} kilometres {story.Either("per", "an")} hour.");
        story.Aside(traveller, 20, 60, n => $"There are {Number(n)} other people on board.");
        story.Tell($"The journey takes {time} hours.");
        story.Ask(story.Either("How far is it?", "How many kilometres is that?"), speed * hours);
    }

    private static void TwoLegs(Story story)
    {
        Person rider = story.Somebody();
        int speed = story.Number("speed", 11, 22), hours = story.Number("hours", 2, 4), walk = story.Number("walk", 2, 7);
        story.Tell($"{rider} cycles for {story.Count(hours, "hour")} at {Number(speed)} kilometres per hour.");
        story.Aside(rider, 20, 60, n => $"A friend drives {Number(n)} kilometres to meet {rider.Him}.");
        string goes = story.Either("walks", "hikes"), goal = story.Either("the lake", "the castle", "a hut");
        story.Tell($"Then {rider} {goes} another {story.Count(walk, "kilometre")} to {goal}.");
        story.Ask($"How many kilometres does {rider.He} travel altogether?", (speed * hours) + walk);
    }

    private static void ThereAndBack(Story story)
    {
        Person pupil = story.Somebody();
        int distance = story.Number("distance", 2, 14), days = story.Number("days", 2, 6);
        string place = story.Either("school", "office", "swimming pool");
        story.Tell(story.Either(
            $"The {place} is {story.Count(distance, "kilometre")} from {pupil}'s home.",
            $"{pupil} lives {story.Count(distance, "kilometre")} from the {place}."));
        story.Aside(pupil, 15, 45, n => $"The way takes {pupil.Him} {Number(n)} minutes.");
        story.Tell($"{pupil} goes there and back on {story.Count(days, "day")} of the week.");
        story.Ask($"How many kilometres does {pupil.He} travel in a week?", 2 * distance * days);
    }
}
