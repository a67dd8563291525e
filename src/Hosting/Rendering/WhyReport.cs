using TrialKeep.Orchestration.Explaining;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Prints explanations; items with the same difference are shown once, with the others named.</summary>
internal static class WhyReport
{
    private const int MostItemsNamed = 5;

    public static void Write(TextWriter output, Explanation explanation)
    {
        foreach (VariantExplanation variant in explanation.Variants)
        {
            output.WriteLine($"{variant.Variant}: {variant.Reason}.");
            Write(output, variant.Missing, variant.Differences);
        }

        foreach (IGrouping<string, TaskExplanation> group in explanation.Tasks.GroupBy(Signature))
        {
            TaskExplanation first = group.First();
            output.WriteLine($"{Items([.. group.Select(static one => one.Item)])}: {first.Reason}.");
            Write(output, group.Sum(static one => one.Missing), first.Differences);
        }

        if (explanation is { Variants: [], Tasks: [] }) output.WriteLine("Every planned answer is stored, and no task differs from an earlier version of its item.");
    }

    private static void Write(TextWriter output, int missing, IReadOnlyList<PartDifference> differences)
    {
        if (missing > 0) output.WriteLine($"  {missing} {(missing == 1 ? "answer is" : "answers are")} to be asked for.");
        foreach (PartDifference difference in differences) Write(output, difference);
    }

    private static string Signature(TaskExplanation explanation) => string.Join('\u0001', explanation.Differences
        .SelectMany(static one => (string?[])[one.Part, one.Before, one.After])
        .Prepend(explanation.Reason));

    private static string Items(IReadOnlyList<string> items)
    {
        string named = string.Join(", ", items.Take(MostItemsNamed));
        return items.Count <= MostItemsNamed ? named : $"{named} and {items.Count - MostItemsNamed} more";
    }

    private static void Write(TextWriter output, PartDifference difference)
    {
        switch (difference)
        {
            case { Before: null }:
                output.WriteLine($"  {difference.Part}: new, {difference.After}");
                break;
            case { After: null }:
                output.WriteLine($"  {difference.Part}: gone, was {difference.Before}");
                break;
            case { Before: var before, After: var after } when before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal) || before.Length + after.Length > 60:
                output.WriteLine($"  {difference.Part}:");
                foreach (string line in LineDiff.Of(before, after)) output.WriteLine($"    {line}".TrimEnd());
                break;
            default:
                output.WriteLine($"  {difference.Part}: {difference.Before} -> {difference.After}");
                break;
        }
    }
}
