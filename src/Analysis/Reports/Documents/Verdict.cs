using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What the comparison says, in sentences.</summary>
internal sealed class Verdict(ReportWords words)
{
    private const int LongestName = 48, MostNamed = 3;

    /// <summary>The most important finding in one sentence.</summary>
    public string Headline()
    {
        ArmPair[] compared = [.. words.Result.Pairs.Where(static pair => pair.Effect is not null)];
        if (words.Result.Arms.All(static arm => arm.Scored == 0))
            return "No answer was scored.";
        if (words.Result.Pairs.Count == 0)
            return Alone();
        if (compared.Length == 0)
            return "Nothing can be compared: no two arms are scored on the same items.";
        if (compared.Length == 1)
            return One(compared[0]);
        return Array.TrueForAll(compared, static pair => !pair.IsReal)
            ? $"None of the {Figure.Count(compared.Length)} differences is more than chance may explain."
            : words.Result.Runs.Count > 1 ? AgainstBaseline(compared) : Best(compared);
    }

    /// <summary>A pair in a sentence with its numbers.</summary>
    public string Sentence(ArmPair pair)
    {
        string names = $"{Name(pair.Candidate.Name)} against {Name(pair.Baseline.Name)}";
        if (pair.Effect is not { } effect)
            return $"{names}: nothing to compare. {pair.TestReason}";
        string unpaired = pair.IsPaired ? "" : " The arms have no item in common: the samples are independent.";
        return $"{names}: {words.Signed(effect.Value)}{(words.IsProportion ? " points" : "")} ({words.Confidence} {words.SignedRange(effect.Interval)}, {words.AdjustedP} {ReportWords.P(pair.AdjustedP)}), {words.Judgement(pair)}.{unpaired}";
    }

    private string Alone()
    {
        ArmSummary arm = words.Result.Arms.First(static arm => arm.Scored > 0);
        return $"{Name(arm.Name)} has a {words.Mean} of {words.Value(arm.Mean)}.";
    }

    private string One(ArmPair pair)
    {
        string candidate = Name(pair.Candidate.Name), baseline = Name(pair.Baseline.Name);
        string figures = $"{words.Value(pair.CandidateMean)} against {words.Value(pair.BaselineMean)}";
        return pair.IsReal ? $"{candidate} is {(words.IsBetter(pair) ? "better" : "worse")} than {baseline}: {figures}."
            : $"{candidate} can't be told apart from {baseline}: {figures}.";
    }

    private string AgainstBaseline(ArmPair[] compared)
    {
        string[] worse = [.. compared.Where(pair => pair.IsReal && !words.IsBetter(pair)).Select(static pair => Name(pair.Candidate.Name))];
        string[] better = [.. compared.Where(pair => pair.IsReal && words.IsBetter(pair)).Select(static pair => Name(pair.Candidate.Name))];
        string[] parts = [.. new[] { Part(worse, "worse"), Part(better, "better") }.OfType<string>()];
        return $"Of {Figure.Count(compared.Length)} comparisons with the baseline, {string.Join("; ", parts)}.";
    }

    private static string? Part(string[] names, string word) => names.Length switch
    {
        0 => null,
        <= MostNamed => $"{string.Join(", ", names)} {(names.Length == 1 ? "is" : "are")} really {word}",
        _ => $"{Figure.Count(names.Length)} are really {word}",
    };

    private string Best(ArmPair[] compared)
    {
        bool isHigher = words.Result.Options.Better == Direction.Higher;
        ArmSummary[] scored = [.. words.Result.Arms.Where(static arm => arm.Mean is not null)];
        ArmSummary best = isHigher ? scored.MaxBy(static arm => arm.Mean)! : scored.MinBy(static arm => arm.Mean)!;
        ArmPair[] own = [.. compared.Where(pair => pair.Candidate == best.Arm || pair.Baseline == best.Arm)];
        int lost = own.Count(pair => pair.IsReal && (pair.Candidate == best.Arm) != words.IsBetter(pair)), open = own.Count(static pair => !pair.IsReal);
        string value = words.Value(best.Mean) + (best.Scored < best.Planned ? " of what is scored" : "");
        string lead = $"{Name(best.Name)} has the best {words.Mean}, {value}";
        if (lost > 0)
            return $"{lead}, but on the items compared {Figure.Count(lost, "arm is", "arms are")} better.";
        return open == 0 ? $"{Name(best.Name)} is best with {value}, ahead of every other arm."
            : $"{lead}; {Figure.Count(open)} of the {Figure.Count(own.Length)} others can't be told apart from it.";
    }

    private static string Name(string name) => DisplayText.Shorten(name, LongestName);
}
