namespace WordProblems.Baselines.Reading;

/// <summary>English words for whole numbers up to ninety, one word each.</summary>
internal static class NumberWords
{
    private static readonly string[] UpToNineteen =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    public static bool TryRead(string word, out int value)
    {
        value = Array.IndexOf(UpToNineteen, word);
        int ten = Array.IndexOf(Tens, word);
        if (ten >= 0)
            value = 10 * (ten + 2);
        return value >= 0;
    }
}
