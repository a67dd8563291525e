using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>Adding up and taking away.</summary>
internal static class CountingStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("three-days", "counting", ThreeDays),
        new("two-sums", "counting", TwoSums),
        new("giving-away", "counting", GivingAway),
        new("boxes-sold", "counting", BoxesSold),
    ];

    private static void ThreeDays(Story story)
    {
        Person picker = story.Somebody();
        Thing thing = story.Choose(Thing.Fruit);
        int a = story.Number("a", 4, 40), b = story.Number("b", 4, 40), c = story.Number("c", 4, 40);
        story.Aside(picker, 5, 15, n => $"{picker}'s garden has {Number(n)} trees.");
        string fruit = story.Count(a, thing, story.Either("", "", "ripe "));
        story.Tell($"{picker} picked {fruit} on Monday, {story.Say(b)} on Tuesday and {story.Say(c)} on Wednesday.");
        story.Ask(
            story.Either($"How many {thing.Plural} did {picker.He} pick altogether?", $"How many {thing.Plural} is that in total?"),
            a + b + c);
    }

    private static void TwoSums(Story story)
    {
        Person finder = story.Somebody(), giver = story.Somebody();
        Thing thing = story.Choose(Thing.Collection);
        int a = story.Number("a", 10, 60), b = story.Number("b", 3, 30);
        string adjective = story.Either("", "old ", "pretty ");
        story.Tell(story.Either(
            $"{finder} had {story.Count(a, thing, adjective)}, and {giver} gave {finder.Him} {story.Say(b)} more.",
            $"{finder} had {story.Count(a, thing, adjective)} when {giver} gave {finder.Him} another {story.Say(b)}."));
        story.Aside(giver, 10, 60, n => $"{giver} kept {Number(n)} {thing.Plural}.");
        story.Ask($"How many {thing.Plural} does {finder} have now?", a + b);
    }

    private static void GivingAway(Story story)
    {
        Person owner = story.Somebody(), friend = story.Somebody();
        Thing thing = story.Choose(Thing.Collection);
        int total = story.Number("total", 40, 90), given = story.Number("given", 3, 20), lost = story.Number("lost", 2, 12);
        story.Tell(story.Either(
            $"{owner} had {story.Count(total, thing)}. {Wording.Capitalized(owner.He)} gave {story.Count(given, thing)} to {friend} "
                + $"and lost {story.Say(lost)} on the way home.",
            $"{owner} had {story.Count(total, thing)} until {owner.He} gave {story.Say(given)} of them to {friend} "
                + $"and lost another {story.Say(lost)}."));
        story.Aside(friend, 10, 60, n => $"{friend} already had {Number(n)} {thing.Plural}.");
        story.Ask($"How many {thing.Plural} does {owner} have left?", total - given - lost);
    }

    private static void BoxesSold(Story story)
    {
        Person seller = story.Somebody();
        Thing thing = story.Choose(Thing.Stationery);
        int boxes = story.Number("boxes", 3, 9), each = story.Number("each", 6, 24), sold = story.Number("sold", 3, 17);
        story.Tell(story.Either(
            $"{seller} has {story.Say(boxes)} boxes with {story.Count(each, thing)} in each box.",
            $"{seller}'s shop gets {story.Say(boxes)} boxes. Each box holds {story.Count(each, thing)}."));
        story.Aside(seller, 30, 60, n => $"The shop is open for {Number(n)} hours a week.");
        story.Tell($"{seller.He} sells {story.Count(sold, thing)}.");
        story.Ask($"How many {thing.Plural} are left?", (boxes * each) - sold);
    }
}
