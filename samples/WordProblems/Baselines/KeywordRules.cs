using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines;

/// <summary>
/// Takes all numbers in their order and lets the first keyword that it knows choose a formula for them. It doesn't know which
/// number belongs to what, so one that doesn't matter misleads it.
/// </summary>
internal sealed class KeywordRules : Baseline
{
    public override string Name => "keyword-rules";

    protected override decimal? Attempt(IReadOnlyList<Token> tokens, Working working)
    {
        decimal[] numbers = [.. tokens.Where(token => token.IsNumber).Select(token => token.Value)];
        Vocabulary words = new(tokens);
        return numbers.Length == 0 ? null
            : Multiples(numbers, words, working)
            ?? Pair(numbers, words, working)
            ?? Several(numbers, words, working);
    }

    private static decimal? Multiples(decimal[] numbers, Vocabulary words, Working working)
    {
        if (!words.Has("times as", "twice"))
            return null;
        decimal factor = words.Has("twice") ? 2 : numbers[^1];
        if (words.Has("sum", "together", "altogether", "total"))
            return working.Step(numbers[0], '*', factor + 1);
        return working.Step(numbers[0], '*', words.Has("more") ? factor - 1 : factor);
    }

    private static decimal? Pair(decimal[] numbers, Vocabulary words, Working working)
    {
        if (numbers.Length < 2)
            return null;
        (decimal first, decimal second) = (numbers[0], numbers[1]);
        if (words.Has("percent"))
            return working.Step(first, '*', (words.Has("cut", "off", "discount", "less") ? 100 - second : 100 + second) / 100);
        if (words.Has("left over") && second != 0)
            return working.Step(first, '%', second);
        if (words.Has("needed") && second != 0)
            return Math.Ceiling(working.Step(first, '/', second));
        return words.Has("fewer", "younger") ? working.Step(first, '-', second) : null;
    }

    private static decimal? Several(decimal[] numbers, Vocabulary words, Working working)
    {
        decimal last = numbers[^1];
        if (words.Has("equally"))
            return numbers.Length < 2 || last == 0 ? null : working.Step(working.Sum(numbers[..^1]), '/', last);
        if (words.Has("change"))
            return working.Step(last, '-', Product(numbers[..^1], working));
        if (words.Has("each", "per", "every", "an hour"))
            return ProductAndRest(numbers, words.Has("left", "spends"), working);
        return words.Has("left") ? numbers.Aggregate((rest, number) => working.Step(rest, '-', number)) : working.Sum(numbers);
    }

    /// <summary>The first two numbers multiplied; a third one added or taken away; a third and a fourth multiplied and added.</summary>
    private static decimal? ProductAndRest(decimal[] numbers, bool takeAway, Working working)
    {
        decimal product = Product(numbers[..Math.Min(2, numbers.Length)], working);
        return numbers.Length switch
        {
            <= 2 => product,
            3 => working.Step(product, takeAway ? '-' : '+', numbers[2]),
            4 => working.Step(product, '+', Product(numbers[2..], working)),
            _ => null,
        };
    }

    private static decimal Product(decimal[] numbers, Working working) =>
        numbers.Length == 0 ? 0 : numbers.Aggregate((product, number) => working.Step(product, '*', number));
}
