using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines;

/// <summary>Looks at the first two numbers in digits and at a single word that tells what to do with them.</summary>
internal sealed class TwoNumbers : Baseline
{
    public override string Name => "two-numbers";

    protected override decimal? Attempt(IReadOnlyList<Token> tokens, Working working)
    {
        decimal[] numbers = [.. tokens.Where(token => token.IsNumber && !token.IsSpelled).Take(2).Select(token => token.Value)];
        if (numbers.Length < 2)
            return null;
        (decimal larger, decimal smaller) = (Math.Max(numbers[0], numbers[1]), Math.Min(numbers[0], numbers[1]));
        char operation = Operation(new Vocabulary(tokens));
        return operation is '/' or '%' && smaller == 0 ? null : working.Step(larger, operation, smaller);
    }

    private static char Operation(Vocabulary words)
    {
        if (words.Has("equally", "shared", "split"))
            return '/';
        if (words.Has("left over", "remainder"))
            return '%';
        if (words.Has("per", "every", "times", "an hour"))
            return '*';
        return words.Has("more", "another", "older", "total", "altogether") ? '+' : '-';
    }
}
