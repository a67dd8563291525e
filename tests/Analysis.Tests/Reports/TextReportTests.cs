using System.Globalization;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class TextReportTests
{
    [Fact]
    public void A_comparison_reads_like_this()
    {
        ScoreTable table = Tables.Of(("adder", Tables.Runs("-60 +30 -10")), ("planner", Tables.Runs("+50 -10 +30 -8 !2")), ("none", Tables.Runs(".90 ?10")));
        Assert.Equal("""
            word-problems: 100 items, 3 variants, scored by correct
            run run-1

            variant  accuracy  95% interval  correct  scored  planned
            adder       30.0%  [21.9, 39.6]       30     100      100
            planner     81.6%  [72.8, 88.1]       80      98      100
            none            -             -        0       0      100

            Candidate minus baseline, in points, on what is scored in both:
            baseline  candidate   n  lost  won   diff    95% interval        p   Holm p
            adder     planner    98     0   50  +51.0  [+41.3, +60.7]  1.8e-15  5.3e-15
            adder     none        0     0    0      -               -        1        1
            planner   none        0     0    0      -               -        1        1

            planner: 2 failed (2 × no reason recorded).
            none: 90 missing, 10 unscored (10 × no reason recorded).
            Real at 5% after Holm's correction: planner beats adder by 51.0 points.

            """, Write(table), ignoreLineEndingDifferences: false);
    }

    [Fact]
    public void One_variant_has_no_pairs_table()
    {
        string text = Write(Tables.Of(("only", "++-")));
        Assert.DoesNotContain("baseline", text, StringComparison.Ordinal);
        Assert.EndsWith("There is one variant: nothing to compare.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_samples_are_named_and_qualified()
    {
        string text = Write(Tables.WithGaps());
        Assert.Contains("120 items with 240 samples in all, 4 variants", text, StringComparison.Ordinal);
        Assert.Contains("Samples of one item are counted as independent", text, StringComparison.Ordinal);
        Assert.DoesNotContain("independent", Write(Tables.Of(("a", "+"), ("b", "-"))), StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_wider_than_a_hundred_columns()
    {
        foreach (ScoreTable table in new[] { Tables.Hostile(), Tables.WithGaps(), Large() })
            Assert.All(Write(table).Split('\n'), line => Assert.True(DisplayText.Width(line) <= 100, line));
    }

    [Fact]
    public void Nothing_in_it_commands_a_terminal()
    {
        string text = Write(Tables.Hostile());
        Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
        Assert.DoesNotContain('\u202e', text);
    }

    [Fact]
    public void Columns_line_up()
    {
        string[] lines = Write(Tables.WithGaps()).Split('\n');
        int header = Array.FindIndex(lines, line => line.Contains("candidate  ", StringComparison.Ordinal));
        Assert.All(lines[header..(header + 7)], line => Assert.Equal(DisplayText.Width(lines[header]), DisplayText.Width(line)));
    }

    [Fact]
    public void It_does_not_depend_on_the_culture_or_the_writers_line_end()
    {
        Cultures.ChangeNothing(() => Write(Tables.WithGaps()));
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        TextReport.Write(writer, VariantComparison.Of(Tables.WithGaps()));
        Assert.Equal(Write(Tables.WithGaps()), writer.ToString());
    }

    private static string Write(ScoreTable table)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TextReport.Write(writer, VariantComparison.Of(table));
        return writer.ToString();
    }

    private static ScoreTable Large()
    {
        string[] names = ["a-name-that-is-quite-long-for-a-terminal-1", "a-name-that-is-quite-long-for-a-terminal-2"];
        var builder = new ScoreTableBuilder("e", "r", "v", names, 1_200_000);
        for (int i = 0; i < 1_200_000; i++)
        {
            int unit = builder.AddUnit("item", i);
            builder.Set(unit, 0, i % 2 == 0 ? Outcome.Correct : Outcome.Incorrect);
            builder.Set(unit, 1, i % 2 == 1 ? Outcome.Correct : Outcome.Incorrect);
        }
        return builder.Build();
    }
}
