using System.Text;

namespace TrialKeep.Benchmarks.Corpus;

/// <summary>English-like text from a seed: short words, apostrophes, a quotation now and then, a dash that is not ASCII, line breaks.</summary>
internal static class English
{
    private static readonly string[] s_words =
    [
        "the", "of", "and", "a", "to", "in", "is", "he", "that", "was", "for", "it", "on", "are", "as", "with", "they", "at", "be", "this",
        "from", "have", "by", "one", "had", "not", "but", "what", "all", "were", "when", "we", "there", "can", "each", "which", "number",
        "answer", "total", "apples", "dollars", "minutes", "bought", "gave", "half", "twice", "remaining", "altogether", "therefore",
        "multiply", "subtract", "school", "garden", "market", "twenty", "thirteen", "8", "12", "24", "3.5", "= 96", "don't", "Janet's",
        "\"exactly\"", "—",
    ];

    /// <summary>Texts of about this many characters.</summary>
    public static string[] Texts(int count, int characters, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Text(random, characters))];
    }

    private static string Text(Random random, int characters)
    {
        StringBuilder text = new();
        for (int word = 1; text.Length < characters; word++)
        {
            text.Append(s_words[random.Next(s_words.Length)]);
            text.Append(word % 60 == 0 ? ".\n" : word % 12 == 0 ? ". " : " ");
        }

        return text.ToString(0, characters);
    }
}
