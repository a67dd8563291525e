using System.Globalization;

namespace TrialKeep.Orchestration.Differences;

/// <summary>A difference in one clause.</summary>
public static class DifferenceSentence
{
    private const int MostNamed = 5;

    /// <summary>What differs, with the first few names of each kind: <c>2 items are gone (a, b), 1 variant is changed (x: temperature)</c>.</summary>
    public static string Of(PlanDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        List<string> clauses = [];
        Add(clauses, difference.AddedItems, "item", "new");
        Add(clauses, difference.RemovedItems, "item", "gone");
        Add(clauses, [.. difference.ChangedItems.Select(Show)], "item", "changed");
        Add(clauses, difference.AddedVariants, "variant", "new");
        Add(clauses, difference.RemovedVariants, "variant", "gone");
        Add(clauses, [.. difference.ChangedVariants.Select(Show)], "variant", "changed");
        if (difference.SamplesBefore != difference.SamplesAfter) clauses.Add(string.Create(CultureInfo.InvariantCulture, $"there were {difference.SamplesBefore} samples and now are {difference.SamplesAfter}"));
        if (clauses.Count == 0) clauses.Add(difference switch
        {
            { IsSameManifest: true } => "it has the same answers",
            { AddedAnswers: 0, RemovedAnswers: 0 } => "the same answers stand in another order",
            _ => string.Create(CultureInfo.InvariantCulture, $"{difference.AddedAnswers} answers are new and {difference.RemovedAnswers} are gone: the type of the record or the environment has changed"),
        });
        return string.Join(", ", clauses);
    }

    private static void Add(List<string> clauses, IReadOnlyList<string> names, string what, string how)
    {
        if (names.Count == 0) return;
        string more = names.Count > MostNamed ? ", …" : "";
        clauses.Add(string.Create(CultureInfo.InvariantCulture, $"{names.Count} {what}{(names.Count == 1 ? " is" : "s are")} {how} ({string.Join(", ", names.Take(MostNamed))}{more})"));
    }

    private static string Show(EntryDifference entry) => entry.Parts.Count == 0 ? entry.Name : $"{entry.Name}: {string.Join(" and ", entry.Parts.Select(static part => part.Part))}";
}
