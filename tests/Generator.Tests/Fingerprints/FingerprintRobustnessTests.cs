using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Fingerprints;

/// <summary>Broken code never makes the generator throw.</summary>
public sealed class FingerprintRobustnessTests
{
    private static readonly int s_cases = int.Parse(Environment.GetEnvironmentVariable("TRIALKEEP_MUTATIONS") ?? "4", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly string[] s_insertions = ["{", "}", "(", ")", "<", "[", "]", ";", "\"", "partial ", "static ", "?", "\0", "[CodeFingerprint] ", "<T>", ": ", "= ", "ref ", "abstract ", "\ud800"];

    [Fact]
    public void A_truncated_or_mutated_source_never_throws()
    {
        Random random = new(20261121);
        foreach (FingerprintEdits.Edit edit in FingerprintEdits.All)
        {
            string source = FingerprintEdits.Solver(edit.Members) + edit.Others;
            for (int i = 0; i < s_cases; i++) DoesNotThrow(Mutated(source, i, random));
        }
    }

    [Fact]
    public void An_expression_that_is_nested_deep_is_read_like_another()
    {
        string sum = "a" + string.Concat(Enumerable.Repeat(" + a", 3000));
        string source = $"using TrialKeep; public partial class C {{ [CodeFingerprint] public static int F(int a) => {sum}; }}";
        Assert.NotEqual(FingerprintText.Only(source), FingerprintText.Only(source.Replace(sum, sum + " + a", StringComparison.Ordinal)));
    }

    private static void DoesNotThrow(string source)
    {
        Exception? thrown = Compiled.From(source).Result.Results[0].Exception;
        Assert.True(thrown is null, $"{thrown}\n{source}");
    }

    private static string Mutated(string source, int index, Random random)
    {
        int at = random.Next(source.Length);
        return (index % 4) switch
        {
            0 => source[..at],
            1 => source.Remove(at, Math.Min(random.Next(1, 12), source.Length - at)),
            2 => source.Insert(at, s_insertions[random.Next(s_insertions.Length)]),
            _ => Swapped(source, random),
        };
    }

    private static string Swapped(string source, Random random)
    {
        string[] words = source.Split(' ');
        int one = random.Next(words.Length);
        int other = random.Next(words.Length);
        (words[one], words[other]) = (words[other], words[one]);
        return string.Join(' ', words);
    }
}
