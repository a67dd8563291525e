using System.Globalization;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class TextReportTests
{
    [Fact]
    public void A_comparison_reads_like_this()
    {
        ArmTable table = Tables.Of(("adder", Tables.Runs("-60 +30 -10")), ("planner", Tables.Runs("+50 -10 +30 -8 !2")), ("none", Tables.Runs(".90 ?10")));
        Assert.Equal("""
            word-problems: 100 items, 3 variants, scored by correct
            run run-1

            variant  accuracy  95% interval  correct  scored  planned
            adder       30.0%  [21.9, 39.6]       30     100      100
            planner     81.6%  [72.8, 88.1]       80      98      100
            none            -             -        0       0      100

            Candidate minus baseline, in points; an answer that only the candidate lacks counts as wrong:
            baseline  candidate    n  lost  won   diff    95% interval        p   Holm p
            adder     planner    100     0   50  +50.0  [+40.4, +59.6]  1.8e-15  3.6e-15
            adder     none       100    30    0  -30.0  [-39.6, -21.9]   1.9e-9   1.9e-9
            planner   none        98    80    0  -81.6  [-88.1, -72.8]  1.7e-24  5.0e-24

            planner: 2 failed (2 × 429).
            none: 90 missing, 10 unscored (10 × no reason recorded).
            McNemar's exact test with Tango's interval, because answers are right or wrong and each item has one
              independent answer.
            Real at 5% after Holm's correction: planner beats adder by 50.0 points and none by 81.6; adder beats
              none by 30.0 points.

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
    public void Repeated_samples_are_named_and_tested_by_clusters()
    {
        string text = Write(Tables.WithGaps());
        Assert.Contains("120 items with 240 samples, 4 variants", text, StringComparison.Ordinal);
        Assert.Contains("Cluster-robust paired difference (C/(C-1), t with 119 degrees of freedom), because items have", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cluster", Write(Tables.Of(("a", "+"), ("b", "-"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_have_a_mean_a_median_and_a_difference_in_their_own_unit()
    {
        double[] slow = [.. Enumerable.Range(0, 40).Select(static i => 10.0 + i % 7)], fast = [.. Enumerable.Range(0, 40).Select(static i => 7.0 + i % 5)];
        string text = Write(TestArms.Numbers("run-1", ("slow", slow), ("fast", fast)));
        Assert.Equal("""
            word-problems: 40 items, 2 variants, scored by correct
            run run-1

            variant   mean    95% interval  median  std. dev.  scored  planned
            slow     12.88  [12.24, 13.51]      13       1.99      40       40
            fast         9  [8.542, 9.458]       9      1.432      40       40

            Candidate minus baseline, on what is scored in both:
            baseline  candidate   n  lost  won    diff      95% interval        p   Holm p
            slow      fast       40    37    1  -3.875  [-4.625, -3.125]  7.2e-13  7.2e-13

            Every planned answer is scored.
            Paired t test, because 40 pairs are enough for differences of skewness -0.1521 (at least 30, and
              more than 25 times its square).
            Real at 5%: slow beats fast by 3.875.

            """, text, ignoreLineEndingDifferences: false);
    }

    [Fact]
    public void An_answer_that_only_the_candidate_lacks_is_said_to_count_as_wrong() =>
        Assert.Contains("Candidate minus baseline, in points; an answer that only the candidate lacks counts as wrong:", Write(Tables.Of(("a", "+++"), ("b", "+-!"))), StringComparison.Ordinal);

    [Fact]
    public void No_line_is_wider_than_a_hundred_columns()
    {
        foreach (ArmTable table in new[] { Tables.Hostile(), Tables.WithGaps(), Large() })
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

    [Theory]
    [InlineData(80)]
    [InlineData(1_000)]
    public void No_line_is_wider_than_the_reader_has_room_for(int width)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TextReport.Write(writer, Results.WithGaps(), width);
        TextReport.WriteSlices(writer, Results.WithGaps(), width);
        TextReport.WriteAgainst(writer, Results.AgainstBaseline(), width);
        Assert.Equal(Math.Min(width, 100), writer.ToString().Split('\n').Max(DisplayText.Width), 12.0);
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(DisplayText.Width(line) <= Math.Min(width, 100), line));
    }

    [Fact]
    public void Against_another_run_a_row_says_what_became_of_a_variant_and_a_sentence_what_gaps_could_make_of_it()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TextReport.WriteAgainst(writer, Results.AgainstBaseline());
        Assert.Matches(@"^Against run 20261120T000000000Z-aaaa, in points:\nvariant +n  lost  won +diff +95% interval +Holm p +verdict\nquick +\d+ +\d+ +\d+ ", writer.ToString());
        Assert.Matches(@"\nquick: \d+ pairs? lacks? a score \(", writer.ToString());
        Assert.Contains(": at worst ", writer.ToString().ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Matches(@"\nquick: \d+ pairs show a true difference of \d+\.\d points with 80%", writer.ToString());
        Assert.DoesNotContain("difference of 0.0", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void By_slice_each_pair_has_a_table_of_the_levels_and_the_slice_a_finding()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TextReport.WriteSlices(writer, Results.WithGaps());
        string text = writer.ToString().Replace("\n  ", " ", StringComparison.Ordinal);
        Assert.Equal(7, text.Split("\nBy topic, ").Length - 1);
        Assert.Matches(@"\nBy topic, careful against quick, in points:\ntopic +n .*\nbilling .*\ndelivery .*really better\nreturns ", text);
        Assert.Matches(@"\nBy topic, \d+ of 18 differences are real at 5%; p is corrected over all of them, the intervals are not\.\n$", text);
    }

    [Fact]
    public void It_does_not_depend_on_the_culture_or_the_writers_line_end()
    {
        Cultures.ChangeNothing(() => Write(Tables.WithGaps()));
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        TextReport.Write(writer, Tables.Compare(Tables.WithGaps()));
        Assert.Equal(Write(Tables.WithGaps()), writer.ToString());
    }

    private static string Write(ArmTable table)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TextReport.Write(writer, Tables.Compare(table));
        return writer.ToString();
    }

    private static ArmTable Large()
    {
        string[] names = ["a-name-that-is-quite-long-for-a-terminal-1", "a-name-that-is-quite-long-for-a-terminal-2"];
        var builder = new ArmTableBuilder("e", "r", new("v", ""), names);
        for (int i = 0; i < 1_200_000; i++)
        {
            int unit = builder.AddUnit("item", i);
            builder.SetScore(unit, 0, i % 2 == 0 ? 1 : 0);
            builder.SetScore(unit, 1, i % 2 == 1 ? 1 : 0);
        }
        return builder.Build();
    }
}
