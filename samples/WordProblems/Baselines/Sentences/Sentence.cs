using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines.Sentences;

/// <summary>The tokens up to a full stop or a question mark, or 200 of them: looking around in a sentence has to end somewhere.</summary>
internal sealed record Sentence(int Index, IReadOnlyList<Token> Tokens, bool IsQuestion)
{
    private const int Longest = 200;

    public Vocabulary Words { get; } = new(Tokens);

    public static IReadOnlyList<Sentence> Split(IReadOnlyList<Token> tokens)
    {
        List<Sentence> sentences = [];
        List<Token> current = [];
        foreach (Token token in tokens.Append(new Token(TokenKind.Stop)))
        {
            bool ends = token.Kind is TokenKind.Stop or TokenKind.Asked;
            if (!ends)
                current.Add(token);
            if (current.Count == 0 || !(ends || current.Count == Longest))
                continue;
            sentences.Add(new(sentences.Count, current, token.Kind == TokenKind.Asked));
            current = [];
        }
        return sentences;
    }

    /// <summary>The token at an index, or a comma outside the sentence, which no rule looks for.</summary>
    public Token At(int index) => index >= 0 && index < Tokens.Count ? Tokens[index] : new Token(TokenKind.Comma);
}
