namespace WordProblems.Baselines.Reading;

/// <summary>A word, a number or a mark.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Words in lower case; empty for all else.</param>
/// <param name="Value">The number's value.</param>
/// <param name="IsMoney">Whether a dollar sign stood before the number.</param>
/// <param name="IsSpelled">Whether the number was a word.</param>
/// <param name="IsCapitalized">Whether the word began with a capital letter.</param>
internal readonly record struct Token(
    TokenKind Kind,
    string Text = "",
    decimal Value = 0,
    bool IsMoney = false,
    bool IsSpelled = false,
    bool IsCapitalized = false)
{
    public bool IsNumber => Kind == TokenKind.Number;

    public bool IsWord => Kind == TokenKind.Word;

    public bool Is(params ReadOnlySpan<string> words) => IsWord && words.Contains(Text);
}
