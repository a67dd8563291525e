using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines.Sentences;

/// <summary>What is asked for.</summary>
/// <param name="Unit">What the answer counts, in the singular; empty if the question does not say.</param>
/// <param name="Words">The words of the question.</param>
internal sealed record Question(string Unit, Vocabulary Words)
{
    public bool WantsTotal => Words.Has("together", "altogether", "total", "sum", "in all", "combined", "both");

    public bool WantsDifference => Words.Has("more", "fewer", "less", "older", "younger") && Words.Has("than");

    public bool WantsRest => Words.Has("left", "remain", "remaining", "not", "rest", "still", "don't");

    public bool WantsWhole => Words.Has("needed", "need", "must");

    public static Question? Find(IReadOnlyList<Sentence> sentences) =>
        sentences.LastOrDefault(sentence => sentence.IsQuestion) is { } asked ? new(UnitOf(asked), asked.Words) : null;

    private static string UnitOf(Sentence sentence)
    {
        for (int i = 0; i < sentence.Tokens.Count - 1; i++)
        {
            if (sentence.At(i).Is("how") && UnitAfterHow(sentence, i + 1) is { } unit)
                return unit;
        }
        if (sentence.Words.Has("ages", "age"))
            return "year";
        return sentence.Words.Has("cost", "price", "profit") ? "$" : "";
    }

    private static string? UnitAfterHow(Sentence sentence, int index)
    {
        if (sentence.At(index).Is("old"))
            return "year";
        if (sentence.At(index).Is("far"))
            return "kilometre";
        if (sentence.At(index).Is("much"))
            return "$";
        if (!sentence.At(index).Is("many"))
            return null;
        int noun = sentence.At(index + 1).Is("more", "fewer", "other") ? index + 2 : index + 1;
        return Grammar.IsNoun(sentence.At(noun)) ? Nouns.Singular(sentence.At(noun).Text) : "";
    }
}
