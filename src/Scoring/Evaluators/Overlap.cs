using System.Globalization;

namespace TrialKeep.Scoring.Evaluators;

/// <summary>What was expected, what was found and what both have in common, counted.</summary>
internal readonly record struct Overlap(int Common, int Found, int Expected)
{
    // Nothing expected and nothing found is right; one of them alone is wrong.
    public double Precision => Found == 0 ? Expected == 0 ? 1 : 0 : (double)Common / Found;

    public double Recall => Expected == 0 ? Found == 0 ? 1 : 0 : (double)Common / Expected;

    public double F1 => Found + Expected == 0 ? 1 : 2.0 * Common / (Found + Expected);

    public string Explanation => string.Create(CultureInfo.InvariantCulture, $"precision {Precision:0.####}, recall {Recall:0.####}, F1 {F1:0.####}: {Common} in common, {Found} found, {Expected} expected");

    public double Of(OverlapMeasure measure) => measure switch
    {
        OverlapMeasure.Precision => Precision,
        OverlapMeasure.Recall => Recall,
        _ => F1,
    };

    /// <summary>As sets: how often something stands does not matter.</summary>
    public static Overlap OfSets(IEnumerable<string> found, IEnumerable<string> expected)
    {
        HashSet<string> left = new(found, StringComparer.Ordinal), right = new(expected, StringComparer.Ordinal);
        return new(left.Count(right.Contains), left.Count, right.Count);
    }

    /// <summary>As bags: a word counts as often as it stands in both.</summary>
    public static Overlap OfBags(IReadOnlyCollection<string> found, IReadOnlyCollection<string> expected)
    {
        Dictionary<string, int> left = [];
        foreach (string unit in expected) left[unit] = left.GetValueOrDefault(unit) + 1;
        int common = 0;
        foreach (string unit in found)
        {
            if (left.GetValueOrDefault(unit) is var times and > 0)
            {
                left[unit] = times - 1;
                common++;
            }
        }

        return new(common, found.Count, expected.Count);
    }
}
