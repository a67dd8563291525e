using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines.Sentences;

/// <summary>Which words can't be nouns, and what some verbs and adverbs do to a number.</summary>
internal static class Grammar
{
    private static readonly HashSet<string> FunctionWords = new(
        ("a an the and or but if then so of in on at to by from for with into than as per each every is are was were has have had he she "
            + "it they his her their him them that this which who when more fewer less other another not no do does did "
            + "percent there").Split(' '),
        StringComparer.Ordinal);

    public static bool IsNoun(Token token) => token.IsWord && !FunctionWords.Contains(token.Text);

    public static bool TakesAway(Token token) => token.Is(
        "gave", "gives", "lost", "loses", "sold", "sells", "ate", "eats", "spent", "spends", "used", "uses", "cuts",
        "removes", "donates", "breaks");

    public static bool IsReceiver(Token token) => token.Is("him", "her", "them", "me", "us");

    public static bool IsAtHand(Token token) => token.Is("already", "has", "have", "saved", "pays", "paid", "owns");

    public static bool MakesLarger(Token token) => token.Is("more", "older", "longer", "taller", "heavier");

    public static bool MakesSmaller(Token token) => token.Is("fewer", "less", "younger", "shorter", "smaller", "cheaper", "lighter");

    /// <summary>The denominator that a word such as <c>third</c> or <c>quarters</c> stands for, or 0.</summary>
    public static int Denominator(Token token) => !token.IsWord ? 0 : token.Text switch
    {
        "half" => 2,
        "third" or "thirds" => 3,
        "quarter" or "quarters" or "fourth" or "fourths" => 4,
        "fifth" or "fifths" => 5,
        "sixth" or "sixths" => 6,
        "tenth" or "tenths" => 10,
        _ => 0,
    };
}
