using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>Dividing, with and without something left over.</summary>
internal static class SharingStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("equal-shares", "sharing", EqualShares),
        new("pool-and-share", "sharing", PoolAndShare),
        new("left-over", "remainder", LeftOver),
        new("vehicles-needed", "remainder", VehiclesNeeded),
    ];

    private static void EqualShares(Story story)
    {
        Person owner = story.Somebody();
        Thing thing = story.Choose(Thing.Collection);
        int friends = story.Number("friends", 2, 9);
        decimal total = story.Know("total", friends * story.Between(3, 16));
        story.Tell($"{owner} has {story.Count((int)total, thing)}.");
        story.Tell(story.Either(
            $"{owner} shares the {thing.Plural} equally among {story.Count(friends, "friend")}.",
            $"{owner} divides the {thing.Plural} equally between {story.Count(friends, "friend")}.",
            $"{owner} gives them all to {story.Count(friends, "friend")}, the same number to each."));
        story.Aside(owner, 14, 50, n => $"Another child in the street has {Number(n)} {thing.Plural}.");
        story.Ask($"How many {thing.Plural} does each friend get?", total / friends);
    }

    private static void PoolAndShare(Story story)
    {
        Person first = story.Somebody(), second = story.Somebody();
        Thing thing = story.Choose(Thing.Fruit);
        int people = story.Number("people", 3, 6), share = story.Between(4, 9), a = story.Number("a", 5, 11);
        int b = (int)story.Know("b", (people * share) - a);
        story.Tell($"{first} brings {story.Count(a, thing)} to a picnic and {second} brings {story.Count(b, thing)}.");
        story.Aside(second, 10, 30, n => $"The basket weighs {Number(n)} kilograms.");
        story.Tell($"The {thing.Plural} are shared equally by {story.Say(people)} people.");
        story.Ask($"How many {thing.Plural} does each person get?", share);
    }

    private static void LeftOver(Story story)
    {
        Person packer = story.Somebody();
        Thing thing = story.Choose([.. Thing.Fruit, .. Thing.Collection]);
        int size = story.Number("size", 4, 12), total = story.Number("total", 31, 95);
        (string box, string boxes) = story.Choose([("box", "boxes"), ("bag", "bags"), ("tray", "trays")]);
        story.Tell(story.Either(
            $"{packer} packs {story.Count(total, thing)} into {boxes} of {story.Say(size)}.",
            $"{packer} has {story.Count(total, thing)} and puts {story.Say(size)} into every {box}."));
        story.Aside(packer, 5, 25, n => $"It takes {packer.Him} {Number(n)} minutes.");
        story.Ask($"How many {thing.Plural} are left over when no more {boxes} can be filled?", total % size);
    }

    private static void VehiclesNeeded(Story story)
    {
        Person teacher = story.Somebody();
        int seats = story.Number("seats", 4, 9), guests = story.Number("guests", 21, 80);
        (string one, string many) = story.Choose([("boat", "boats"), ("minibus", "minibuses"), ("cabin", "cabins")]);
        story.Tell(story.Either(
            $"{teacher} plans a trip for {story.Count(guests, "pupil")}.",
            $"A group of {story.Count(guests, "pupil")} goes on a trip with {teacher}."));
        story.Aside(teacher, 30, 90, n => $"The trip lasts {Number(n)} minutes.");
        story.Tell(story.Either(
            $"Each {one} holds {story.Count(seats, "pupil")}.",
            $"There is room for {story.Count(seats, "pupil")} in every {one}."));
        story.Ask($"How many {many} are needed so that everybody has a place?", (guests + seats - 1) / seats);
    }
}
