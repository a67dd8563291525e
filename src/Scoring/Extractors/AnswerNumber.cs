namespace TrialKeep.Scoring.Extractors;

/// <summary>The number that an answer gives after its mark (<see cref="MarkedAnswer"/>), and whether it is the right one.</summary>
/// <remarks>
/// White space around what follows the mark is dropped, then its commas and the blanks inside its line; what is left must be a number
/// (<see cref="ExactNumber.TryParse"/>) and nothing more. So <c>A: 1,250</c>, <c>#### 1 250.0</c> and <c>A: 1250.</c> give 1250, while
/// <c>A: $1250</c>, <c>A: 50%</c>, <c>A: 3 apples</c> and two numbers on two lines give none: guessing which part was
/// meant would be the evaluator answering, not the model.
/// </remarks>
public static class AnswerNumber
{
    /// <summary>Reads the number after the last mark of <paramref name="text"/>. Takes linear time and never throws.</summary>
    /// <returns>Whether there is a mark with a number, and only a number, after it; false for null.</returns>
    public static bool TryExtract(string? text, out ExactNumber number)
    {
        number = default;
        return MarkedAnswer.TryFind(text, out ReadOnlySpan<char> answer)
            && ExactNumber.TryParse(WithoutCommasAndBlanks(answer.Trim()), out number);
    }

    /// <summary>
    /// Whether the answer is right. A text that is null, without a mark or without a number after it is wrong, not an
    /// error.
    /// </summary>
    public static bool IsRight(string? text, decimal truth) =>
        TryExtract(text, out ExactNumber number) && number == ExactNumber.From(truth);

    private static ReadOnlySpan<char> WithoutCommasAndBlanks(ReadOnlySpan<char> text)
    {
        char[] kept = new char[text.Length];
        int length = 0;
        foreach (char c in text)
        {
            if (c != ',' && !IsBlank(c))
                kept[length++] = c;
        }
        return kept.AsSpan(0, length);
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) && c is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
}
