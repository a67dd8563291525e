using System.Globalization;
using System.Text.Json;
using TrialKeep.Benchmarks.Corpus;

namespace TrialKeep.Benchmarks.MainJob;

/// <summary>700 questions with the answers of four models: the recorded ones where they are, else a file of the same shape.</summary>
internal static class RecordedFile
{
    public const int Answers = 2800;
    private const int Questions = 700;
    private static readonly string[] s_models = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];

    /// <returns>The file and what it is.</returns>
    public static (string Path, string Name) Find(string folder)
    {
        string recorded = Path.Combine(Checkout.Root, "..", "shared", "data", "gsm8k", "recorded.jsonl");
        if (File.Exists(recorded)) return (recorded, "the recorded answers of GSM8K");
        string synthetic = Path.Combine(folder, "recorded.jsonl");
        File.WriteAllLines(synthetic, Lines());
        return (synthetic, "a synthetic file of the shape of GSM8K's recorded answers");
    }

    private static IEnumerable<string> Lines()
    {
        string[] questions = English.Texts(Questions, characters: 240, seed: 3);
        string[] solutions = English.Texts(Questions * s_models.Length, characters: 290, seed: 5);
        for (int i = 0; i < Questions; i++)
        {
            int question = i;
            string models = string.Concat(s_models.Select((model, m) => $",\"{model}\":{{\"solution\":{Quoted($"{solutions[question * s_models.Length + m]}\nA: {(question + m) % 9}")}}}"));
            yield return string.Create(CultureInfo.InvariantCulture, $"{{\"question\":{Quoted($"{i} {questions[i]}")},\"ground_truth\":{Quoted($"{questions[i]}\nA: {i % 9}")}{models}}}");
        }
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
