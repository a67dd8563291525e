using TrialKeep.Analysis.Phrasing;
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
            Line(output, $"{DisplayText.OneLine(variant.Variant)}: {variant.Reason}.");
            Write(output, variant.Missing, variant.Differences);
        }

        foreach (IGrouping<string, TaskExplanation> group in explanation.Tasks.GroupBy(Signature))
        {
            TaskExplanation first = group.First();
            Line(output, $"{Items([.. group.Select(static one => one.Item)])}: {first.Reason}.");
            Write(output, group.Sum(static one => one.Missing), first.Differences);
        }

        foreach (FailureExplanation failure in explanation.Failures) output.WriteLine(FailureSummary.Sentence(failure));
        if (explanation is { Variants: [], Tasks: [], Failures: [] }) output.WriteLine("Every planned answer is stored, and no task differs from an earlier version of its item.");
    }

    private static void Write(TextWriter output, int missing, IReadOnlyList<PartDifference> differences)
    {
        if (missing > 0) Line(output, $"  {missing} {(missing == 1 ? "answer is" : "answers are")} to be asked for.");
        foreach (PartDifference difference in differences) Write(output, difference);
    }

    private static void Line(TextWriter output, string text) => output.WriteLine(DisplayText.Lines(text));

    private static string Signature(TaskExplanation explanation) => string.Join('\u0001', explanation.Differences
        .SelectMany(static one => (string?[])[one.Part, one.Before, one.After])
        .Prepend(explanation.Reason));

    public static string Items(IReadOnlyList<string> items)
    {
        string named = string.Join(", ", items.Take(MostItemsNamed).Select(DisplayText.OneLine));
        return items.Count <= MostItemsNamed ? named : $"{named} and {items.Count - MostItemsNamed} more";
    }

    public static void Write(TextWriter output, PartDifference difference)
    {
        switch (difference)
        {
            case { Before: null }:
                Line(output, $"  {difference.Part}: new, {difference.After}");
                break;
            case { After: null }:
                Line(output, $"  {difference.Part}: gone, was {difference.Before}");
                break;
            case { Before: var before, After: var after } when before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal) || before.Length + after.Length > 60:
                Line(output, $"  {difference.Part}:");
                foreach (string line in LineDiff.Of(before, after)) Line(output, $"    {line}".TrimEnd());
                break;
            default:
                Line(output, $"  {difference.Part}: {difference.Before} -> {difference.After}");
                break;
        }
    }
}
