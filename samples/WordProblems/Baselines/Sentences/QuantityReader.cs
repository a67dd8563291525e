using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines.Sentences;

/// <summary>
/// Finds the quantities of a text, sentence by sentence; one without a noun of its own counts what the one before it did.
/// </summary>
internal static class QuantityReader
{
    public static IReadOnlyList<Quantity> Read(IReadOnlyList<Sentence> sentences)
    {
        List<Quantity> quantities = [];
        foreach (Sentence sentence in sentences)
        {
            for (int i = 0; i < sentence.Tokens.Count; i++)
            {
                if (ReadAt(sentence, i) is { } quantity)
                    quantities.Add(quantity.Unit.Length > 0 ? quantity : quantity with { Unit = quantities.LastOrDefault()?.Unit ?? "" });
            }
        }
        return quantities;
    }

    private static Quantity? ReadAt(Sentence sentence, int index)
    {
        Token token = sentence.At(index);
        if (token.IsWord)
            return ReadWord(sentence, index);
        if (!token.IsNumber)
            return null;
        if (Grammar.Denominator(sentence.At(index + 1)) is var parts and > 0)
            return Part(sentence, index + 1, token.Value / parts);
        if (sentence.At(index + 1).Is("percent"))
            return Part(sentence, index + 1, token.Value / 100);
        return sentence.At(index + 1).Is("times") && sentence.At(index + 2).Is("as")
            ? Compared(sentence, index, Role.Factor, token.Value)
            : ReadNumber(sentence, index);
    }

    private static Quantity? ReadWord(Sentence sentence, int index)
    {
        Token token = sentence.At(index);
        if (token.Is("twice"))
            return Compared(sentence, index, Role.Factor, 2);
        if (token.Is("half") && sentence.At(index + 1).Is("as"))
            return Compared(sentence, index, Role.Factor, 0.5m);
        bool part = Grammar.Denominator(token) > 0 && sentence.At(index + 1).Is("of") && !sentence.At(index - 1).IsNumber;
        return part ? Part(sentence, index, 1m / Grammar.Denominator(token)) : null;
    }

    private static Quantity Part(Sentence sentence, int index, decimal value)
    {
        int noun = index + 1;
        while (sentence.At(noun).Is("of", "the", "his", "her", "their"))
            noun++;
        string unit = Grammar.IsNoun(sentence.At(noun)) ? Nouns.Singular(sentence.At(noun).Text) : "";
        return new(value, Role.Part, unit, Sentence: sentence.Index);
    }

    private static Quantity Compared(Sentence sentence, int index, Role role, decimal value) =>
        new(value, role, UnitOf(sentence, index, out _))
        {
            Subject = new Clause(sentence, index).Subject,
            Than = ComparedWith(sentence, index),
            Sentence = sentence.Index,
        };

    private static string ComparedWith(Sentence sentence, int index)
    {
        for (int i = sentence.Tokens.Count - 1; i > index; i--)
        {
            if (sentence.At(i - 1).Is("than", "as"))
                return sentence.At(i).Text;
        }
        return "";
    }

    private static Quantity ReadNumber(Sentence sentence, int index)
    {
        string unit = UnitOf(sentence, index, out int after);
        if (DifferenceAt(sentence, index, after) is var sign and not 0)
            return Compared(sentence, index, Role.Difference, sign * sentence.At(index).Value) with { Unit = unit };
        Clause clause = new(sentence, index);
        string? per = PerAfter(sentence, after) ?? clause.ForEach ?? PerBefore(sentence, index);
        return new(sentence.At(index).Value, per is null ? Role.Amount : Role.Rate, unit, per ?? "", clause.Subject)
        {
            Sentence = sentence.Index,
            IsTakenAway = clause.TakesAway,
            IsAtHand = clause.IsAtHand,
            IsAsked = sentence.IsQuestion,
        };
    }

    private static string UnitOf(Sentence sentence, int index, out int after)
    {
        after = index + 1;
        if (sentence.At(index).IsMoney)
            return "$";
        int noun = index + 1;
        while (sentence.At(noun).Is("more", "fewer", "less", "other", "times", "as", "many", "much", "of"))
            noun++;
        if (!Grammar.IsNoun(sentence.At(noun)))
            return "";
        after = noun + 1;
        return Nouns.Singular(sentence.At(noun).Text);
    }

    /// <summary>
    /// 1 for so many more, -1 for so many fewer, 0 if nothing is compared. <c>Gave him 5 more</c>, without a than, compares
    /// nothing.
    /// </summary>
    private static int DifferenceAt(Sentence sentence, int index, int after)
    {
        for (int i = index + 1; i <= after; i++)
        {
            if (Grammar.MakesSmaller(sentence.At(i)))
                return -1;
            if (Grammar.MakesLarger(sentence.At(i)) && (sentence.Words.Has("than") || !sentence.At(i).Is("more")))
                return 1;
        }
        return 0;
    }

    private static string? PerAfter(Sentence sentence, int index)
    {
        if (sentence.At(index).Is("in", "into") && sentence.At(index + 1).Is("each", "every"))
            index++;
        bool hasNoun = Grammar.IsNoun(sentence.At(index + 1));
        if (sentence.At(index).Is("per", "every", "each", "a", "an") && hasNoun)
            return Nouns.Singular(sentence.At(index + 1).Text);
        return sentence.At(index).Is("each", "apiece") ? "" : null;
    }

    /// <summary>The container in <c>bags of 12</c>.</summary>
    private static string? PerBefore(Sentence sentence, int index)
    {
        Token container = sentence.At(index - 2);
        bool many = Grammar.IsNoun(container) && container.Text.EndsWith('s');
        return many && sentence.At(index - 1).Is("of") ? Nouns.Singular(container.Text) : null;
    }
}
