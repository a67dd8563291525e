using System.Globalization;

namespace WordProblems.Baselines.Reading;

/// <summary>Splits English text into words, numbers and the marks between them. What is none of these is passed over.</summary>
internal static class Tokenizer
{
    private const int LongestNumber = 15;

    public static IReadOnlyList<Token> Read(string text)
    {
        List<Token> tokens = [];
        int position = 0;
        while (position < text.Length)
            position = ReadOne(text, position, tokens);
        return tokens;
    }

    private static int ReadOne(string text, int start, List<Token> tokens)
    {
        if (char.IsAsciiDigit(text[start]))
            return ReadNumber(text, start, tokens);
        if (char.IsLetter(text[start]))
            return ReadWord(text, start, tokens);
        Token? mark = text[start] switch
        {
            ',' or ';' => new Token(TokenKind.Comma),
            '.' or '!' => new Token(TokenKind.Stop),
            '?' => new Token(TokenKind.Asked),
            '%' => new Token(TokenKind.Word, "percent"),
            _ => null,
        };
        if (mark is { } token)
            tokens.Add(token);
        return start + 1;
    }

    /// <summary>
    /// Digits, with commas between groups of three and one decimal point; what is longer than fifteen characters is no
    /// number here.
    /// </summary>
    private static int ReadNumber(string text, int start, List<Token> tokens)
    {
        int end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInner(text, end)))
            end++;
        string digits = text[start..end].Replace(",", "", StringComparison.Ordinal);
        bool money = start > 0 && text[start - 1] == '$';
        if (digits.Length <= LongestNumber
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            tokens.Add(new(TokenKind.Number, Value: value, IsMoney: money));
        return end;
    }

    private static bool IsInner(string text, int index) =>
        text[index] is '.' or ',' && index + 1 < text.Length && char.IsAsciiDigit(text[index + 1]);

    private static int ReadWord(string text, int start, List<Token> tokens)
    {
        int end = start;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '\'' or '\u2019'))
            end++;
        string word = text[start..end].ToLowerInvariant().Replace('\u2019', '\'');
        tokens.Add(NumberWords.TryRead(word, out int value)
            ? new(TokenKind.Number, Value: value, IsSpelled: true)
            : new(TokenKind.Word, word, IsCapitalized: char.IsUpper(text[start])));
        return end;
    }
}
