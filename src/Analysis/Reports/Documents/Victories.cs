using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>Which differences are real, by who is better, in one sentence.</summary>
internal sealed class Victories(ReportWords words)
{
    private const int MostPairsNamed = 12, LongestName = 40;

    public string Sentence()
    {
        IReadOnlyList<ArmPair> pairs = words.Result.Pairs;
        ArmPair[] compared = [.. pairs.Where(static pair => pair.Effect is not null)];
        ArmPair[] real = [.. compared.Where(static pair => pair.IsReal)];
        if (pairs.Count == 0)
            return "There is one variant: nothing to compare.";
        if (compared.Length == 0)
            return "No two variants are scored on the same items: nothing to compare.";
        if (real.Length == 0)
            return compared.Length == 1 ? $"The difference is not shown to be real at {words.Level}: it may be chance."
                : $"None of the {Figure.Count(compared.Length)} differences is shown to be real at {words.Level}{After(compared.Length)}: they may be chance.";
        return $"Real at {words.Level}{After(pairs.Count)}: {string.Join("; ", real.Take(MostPairsNamed).GroupBy(Winner, StringComparer.Ordinal).Select(Won))}{Remainder(real.Length, compared.Length)}.";
    }

    private string After(int pairs) => pairs == 1 ? "" : words.Result.Options.Correction switch
    {
        Correction.Holm => " after Holm's correction",
        Correction.Hochberg => " after Hochberg's correction",
        Correction.BenjaminiHochberg => " after Benjamini and Hochberg's correction",
        Correction.BenjaminiYekutieli => " after Benjamini and Yekutieli's correction",
        _ => ", not corrected for the number of pairs",
    };

    private string Winner(ArmPair pair) => words.IsBetter(pair) ? pair.Candidate.Name : pair.Baseline.Name;

    /// <summary>All that one arm is better than: "C beats A by 35.0 points and B by 16.9".</summary>
    private string Won(IGrouping<string, ArmPair> won)
    {
        string[] beaten = [.. won.Select((pair, i) => $"{Name(words.IsBetter(pair) ? pair.Baseline.Name : pair.Candidate.Name)} by {Size(pair, i == 0)}")];
        string list = beaten.Length == 1 ? beaten[0] : $"{string.Join(", ", beaten[..^1])} and {beaten[^1]}";
        return $"{Name(won.Key)} beats {list}";
    }

    private string Size(ArmPair pair, bool withUnit) => withUnit || !words.IsProportion ? words.Size(pair.Effect!.Value) : Figure.PercentNumber(Math.Abs(pair.Effect!.Value));

    private static string Remainder(int real, int compared)
    {
        string more = real > MostPairsNamed ? $"; {Figure.Count(real - MostPairsNamed)} more" : "";
        return more + (compared - real) switch
        {
            0 => "",
            1 => "; the other pair can't be told apart",
            var count => $"; the other {Figure.Count(count)} pairs can't be told apart",
        };
    }

    private static string Name(string name) => DisplayText.Shorten(name, LongestName);
}
