using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

/// <summary>Broken code in an editor never makes the generator throw.</summary>
public sealed class RobustnessTests
{
    private static readonly int s_casesPerShape = int.Parse(Environment.GetEnvironmentVariable("TRIALKEEP_MUTATIONS") ?? "100", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly string[] s_insertions = ["{", "}", "(", ")", "<", "[", "]", ";", "\"", "partial ", "static ", "?", "\0", "[KeyPart] ", "[ItemId] ", "[PromptTemplate(null)] ", "<T>", ": ", "= ", "ref ", "abstract "];

    public static TheoryData<string> Names => [.. Shapes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_truncated_or_mutated_source_never_throws(string name)
    {
        string source = Shapes.All[name];
        // A fixed seed: a failure can be run again.
        Random random = new(20260131);
        for (int i = 0; i < s_casesPerShape; i++) DoesNotThrow(Mutated(source, i, random));
    }

    private static void DoesNotThrow(string source)
    {
        Compiled compiled = Compiled.From(source);
        Exception? thrown = compiled.Result.Results[0].Exception;
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

    // Whole words change places: names that clash, types that do not exist, attributes with wrong arguments.
    private static string Swapped(string source, Random random)
    {
        string[] words = source.Split(' ');
        int one = random.Next(words.Length);
        int other = random.Next(words.Length);
        (words[one], words[other]) = (words[other], words[one]);
        return string.Join(' ', words);
    }
}
