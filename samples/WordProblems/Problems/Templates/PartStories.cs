using static WordProblems.Problems.Wording;

namespace WordProblems.Problems.Templates;

/// <summary>Percentages and fractions.</summary>
internal static class PartStories
{
    public static IReadOnlyList<Template> Templates { get; } =
    [
        new("sale", "percent", Sale),
        new("growth", "percent", Growth),
        new("fraction-rest", "fractions", FractionRest),
    ];

    private static void Sale(Story story)
    {
        Person buyer = story.Somebody();
        Thing thing = story.Choose(Thing.Clothing);
        int price = (int)story.Know("price", 10 * story.Between(3, 16)), percent = (int)story.Know("percent", 5 * story.Between(1, 9));
        story.Tell($"{buyer} looks at a {thing} that costs {Money(price)}.");
        story.Aside(buyer, 12, 29, n => $"The shop also sells gloves for {Money(n)}.");
        story.Tell(story.Either(
            $"In the sale its price is cut by {Number(percent)} percent.",
            $"Today there is a discount of {Number(percent)}% on it."));
        story.Ask($"How much does the {thing} cost now?", price * (100 - percent) / 100m);
    }

    private static void Growth(Story story)
    {
        Person leader = story.Somebody();
        int members = (int)story.Know("members", 20 * story.Between(2, 15)), percent = (int)story.Know("percent", 5 * story.Between(1, 12));
        string club = story.Either("choir", "chess club", "rowing club");
        story.Tell($"{leader}'s {club} had {Number(members)} members last year.");
        story.Aside(leader, 3, 9, n => $"It meets {Number(n)} times a month.");
        string grew = story.Either("has grown", "has increased", "rose"), sign = story.Either(" percent", "%");
        story.Tell($"This year the number of members {grew} by {Number(percent)}{sign}.");
        story.Ask($"How many members does the {club} have now?", members * (100 + percent) / 100m);
    }

    private static void FractionRest(Story story)
    {
        Person teacher = story.Somebody();
        (string words, int parts) = story.Choose([("Half", 2), ("A third", 3), ("A quarter", 4), ("A fifth", 5)]);
        story.Know("parts", parts);
        int pupils = (int)story.Know("pupils", parts * story.Between(5, 16));
        story.Tell($"There are {Number(pupils)} pupils in {teacher}'s school choir.");
        story.Aside(teacher, 8, 30, n => $"They know {Number(n)} songs.");
        story.Tell($"{words} of the pupils {story.Either("come by bus", "wear glasses", "have a cat")}.");
        story.Ask(story.Either("How many pupils do not?", "How many do not?"), pupils - (pupils / parts));
    }
}
