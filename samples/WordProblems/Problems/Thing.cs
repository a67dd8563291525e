namespace WordProblems.Problems;

/// <summary>What is counted, bought or shared.</summary>
internal sealed record Thing(string Singular, string Plural)
{
    public static IReadOnlyList<Thing> Stationery { get; } =
        [Regular("notebook"), Regular("pen"), Regular("ruler"), Regular("eraser"), Regular("folder"), new("paintbrush", "paintbrushes")];

    public static IReadOnlyList<Thing> Fruit { get; } =
        [Regular("apple"), Regular("pear"), Regular("plum"), new("peach", "peaches"), new("strawberry", "strawberries"), Regular("lemon")];

    public static IReadOnlyList<Thing> Collection { get; } =
        [Regular("stamp"), Regular("marble"), Regular("sticker"), Regular("coin"), Regular("shell"), Regular("postcard")];

    public static IReadOnlyList<Thing> Clothing { get; } =
        [Regular("coat"), Regular("jumper"), Regular("scarf", "scarves"), Regular("hat"), Regular("rucksack")];

    public override string ToString() => Singular;

    private static Thing Regular(string singular, string? plural = null) => new(singular, plural ?? singular + "s");
}
