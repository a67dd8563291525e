using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines.Sentences;

/// <summary>The words of a sentence before a number, back to a comma, an <c>and</c> or the beginning.</summary>
internal sealed class Clause
{
    private readonly Sentence _sentence;
    private readonly int _start;
    private readonly int _number;

    public Clause(Sentence sentence, int number)
    {
        _sentence = sentence;
        _number = number;
        _start = number;
        while (_start > 0 && sentence.At(_start - 1) is { Kind: not TokenKind.Comma } before && !before.Is("and"))
            _start--;
    }

    /// <summary>
    /// The first word with a capital letter, if the clause has one, or else the sentence's; a name with 's is not the
    /// owner's.
    /// </summary>
    public string Subject => FirstName(_start) ?? FirstName(0) ?? "";

    public bool TakesAway => Words.Any(Grammar.TakesAway) && !Words.Any(Grammar.IsReceiver);

    public bool IsAtHand => Words.Any(Grammar.IsAtHand);

    /// <summary>The noun after <c>each</c> or <c>every</c> at the beginning of the clause, or null.</summary>
    public string? ForEach
    {
        get
        {
            bool each = _sentence.At(_start).Is("each", "every") && Grammar.IsNoun(_sentence.At(_start + 1));
            return each ? Nouns.Singular(_sentence.At(_start + 1).Text) : null;
        }
    }

    private IEnumerable<Token> Words => _sentence.Tokens.Take(_number).Skip(_start);

    private string? FirstName(int start)
    {
        for (int i = start; i < _number; i++)
        {
            if (_sentence.At(i) is { IsCapitalized: true } token && Grammar.IsNoun(token))
                return token.Text;
        }
        return null;
    }
}
