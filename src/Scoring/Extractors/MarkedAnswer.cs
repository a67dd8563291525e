namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// The part of an answer that counts: what follows its last mark, up to the end of the text. The marks are <c>####</c>
/// and <c>A:</c>, as in GSM8K's solutions; where both occur, the one that stands last decides. They are compared character by
/// character: <c>a:</c> is no mark, and the <c>A:</c> at the end of <c>USA:</c> is one.
/// </summary>
public static class MarkedAnswer
{
    private static readonly string[] Marks = ["####", "A:"];

    /// <summary>Finds the text after the last mark.</summary>
    /// <returns>Whether there is a mark; what follows it may still be empty.</returns>
    public static bool TryFind(ReadOnlySpan<char> text, out ReadOnlySpan<char> answer)
    {
        int start = -1;
        foreach (string mark in Marks)
            start = Math.Max(start, EndOfLast(text, mark));
        answer = start < 0 ? [] : text[start..];
        return start >= 0;
    }

    private static int EndOfLast(ReadOnlySpan<char> text, string mark)
    {
        int index = text.LastIndexOf(mark, StringComparison.Ordinal);
        return index < 0 ? -1 : index + mark.Length;
    }
}
