using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>Buying, saving and earning.</summary>
internal static class MoneyStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("shopping", "money", Shopping),
        new("change", "money", Change),
        new("saving", "money", Saving),
        new("wages", "money", Wages),
    ];

    private static void Shopping(Story story)
    {
        Person buyer = story.Somebody();
        (Thing first, Thing second) = story.Two(Thing.Stationery);
        int a = story.Number("a", 2, 9), b = story.Number("b", 2, 6);
        decimal p = story.Price("p", 1, 6), q = story.Price("q", 2, 8);
        story.Aside(buyer, 12, 40, n => $"The shop has {Number(n)} {first.Plural} on its shelf.");
        story.Tell(story.Either(
            $"{buyer} buys {story.Count(a, first)} at {Money(p)} each and {story.Count(b, second)} at {Money(q)} each.",
            $"{buyer} needs {story.Count(a, first)} and {story.Count(b, second)}. "
                + $"Each {first} costs {Money(p)} and each {second} costs {Money(q)}."));
        story.Ask(story.Either($"How much does {buyer.He} pay in all?", $"What is the total cost for {buyer}?"), (a * p) + (b * q));
    }

    private static void Change(Story story)
    {
        Person buyer = story.Somebody();
        Thing thing = story.Choose(Thing.Fruit);
        int count = story.Number("count", 2, 8);
        decimal price = story.Price("price", 1, 4);
        decimal paid = story.Know("paid", count * price < 20 ? 20 : 50);
        story.Tell(story.Either(
            $"{buyer} buys {story.Count(count, thing)} for {Money(price)} each.",
            $"At the market {buyer} picks out {story.Count(count, thing)}, which cost {Money(price)} each."));
        story.Aside(buyer, 3, 9, n => $"The stall also sells honey at {Money(n)} a jar.");
        story.Tell($"{buyer.He} pays with {Money(paid)}.");
        story.Ask($"How much change does {buyer.He} get back?", paid - (count * price));
    }

    private static void Saving(Story story)
    {
        Person saver = story.Somebody();
        int weekly = story.Number("weekly", 4, 15), owned = story.Number("owned", 5, 60), weeks = story.Between(3, 12);
        decimal cost = story.Know("cost", (weekly * weeks) + owned);
        string wish = story.Either("bicycle", "guitar", "camera", "tent");
        string week = story.Either("every", "each", "a") + " week";
        story.Tell(story.Either(
            $"{saver} wants to buy a {wish} that costs {Money(cost)}. "
                + $"{Capitalized(saver.He)} already has {Money(owned)} and saves {Money(weekly)} {week}.",
            $"The price of a {wish} is {Money(cost)}. {saver} has saved {Money(owned)} so far and puts aside {Money(weekly)} {week}."));
        story.Aside(saver, 15, 40, n => $"{saver}'s last {wish} was {Money(n)} cheaper.");
        story.Ask($"How many weeks does {saver} have to save until {saver.He} can buy the {wish}?", weeks);
    }

    private static void Wages(Story story)
    {
        Person worker = story.Somebody();
        int hours = story.Number("hours", 3, 9), fare = story.Number("fare", 2, 9);
        decimal wage = story.Price("wage", 9, 18);
        string per = story.Either("per", "an"), place = story.Either("bakery", "library", "garden centre");
        story.Tell($"{worker} earns {Money(wage)} {per} hour in a {place}.");
        story.Aside(worker, 15, 19, n => $"The owner earns {Money(n)} more than that.");
        string pays = story.Either($"spends {Money(fare)} on", $"needs {Money(fare)} for");
        story.Tell($"On Saturday {worker} works for {story.Count(hours, "hour")} and {pays} the bus.");
        story.Ask($"How much money does {worker.He} have left from that day?", (hours * wage) - fare);
    }
}
