using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class FormatTests
{
    private static readonly Action<Stream, ComparisonResult, ReportOptions>[] _formats =
    [
        static (stream, result, options) => MarkdownReport.Write(stream, result, options),
        static (stream, result, options) => LatexReport.Write(stream, result, options),
        static (stream, result, _) => CsvReport.Write(stream, result),
        static (stream, result, options) => ComparisonJson.Write(stream, result, options),
        static (stream, result, options) => HtmlReport.Write(stream, result, new Results.Content(), options),
    ];

    [Fact]
    public void The_same_results_give_the_same_bytes_in_every_culture()
    {
        ComparisonResult gaps = Results.WithGaps(), numbers = Results.Numbers();
        ReportOptions options = new() { Created = new(2026, 11, 21, 2, 30, 0, TimeSpan.FromHours(5)), Provenance = [new("Commit", "3f9c2a71")] };
        foreach (Action<Stream, ComparisonResult, ReportOptions> format in _formats)
            Cultures.ChangeNothing(() => Write(format, gaps, options) + Write(format, numbers, options));
    }

    [Fact]
    public void Every_format_takes_little_and_hostile_texts()
    {
        foreach (ComparisonResult result in Results.OfLittle().Append(Results.OfHostileTexts()))
        {
            foreach (Action<Stream, ComparisonResult, ReportOptions> format in _formats)
                Assert.NotEmpty(Write(format, result, new()));
        }
    }

    [Fact]
    public void Markdown_reads_like_this()
    {
        string text = Write(_formats[0], Small(), new() { ToolVersion = "1.2" });
        Assert.StartsWith("""
            # strong is better than weak: 90.0% against 40.0%.

            sums: comparison of 2 arms: 100 items, 2 variants, scored by correct.

            ## Accuracy

            **The accuracy of each arm**

            | arm | accuracy | 95% interval | right | scored | planned |
            | --- | ---: | ---: | ---: | ---: | ---: |
            | weak | 40.0% | 30.9% to 49.8% | 40 | 100 | 100 |
            | strong | 90.0% | 82.6% to 94.5% | 90 | 100 | 100 |

            """, text, StringComparison.Ordinal);
        Assert.Matches(@"\nstrong against weak: \+50\.0 points \(95% interval \+\d\d\.\d to \+\d\d\.\d, Holm p \d\.\de\u2212\d+\), really better\.\n", text);
        Assert.Contains("really better", text, StringComparison.Ordinal);
        Assert.Contains("| scored | planned | clusters |", Write(_formats[0], Results.WithGaps(), new()), StringComparison.Ordinal);
        Assert.Contains("\n## Where this comes from\n\n- Experiment: sums\n- Run: run-1\n- Evaluator: correct\n- Made by: TrialKeep 1.2\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(static line => line.StartsWith('|')).Chunk(1), static line => Assert.Matches("^\\|.*\\|$", line[0]));
    }

    [Fact]
    public void Markdown_makes_no_markup_link_or_mention_of_users_texts()
    {
        string text = Write(_formats[0], Results.OfHostileTexts(), new());
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("@[a-z]|https?://|www\\.[a-z]|(?<!\\\\)`|[\\u202e\\u001b\\0]", text);
        foreach (IGrouping<int, string> table in text.Split('\n').Index().Where(static line => line.Item.StartsWith('|')).GroupBy(static line => line.Index - 0, static line => line.Item))
            Assert.All(table, static row => Assert.EndsWith("|", row, StringComparison.Ordinal));
        foreach (string block in text.Split("\n\n").Where(static block => block.StartsWith('|')))
            Assert.Single(block.TrimEnd().Split('\n').Select(static row => Regex.Count(row, "(?<!\\\\)\\|")).Distinct());
    }

    [Fact]
    public void Latex_has_the_rules_of_booktabs_and_escapes_what_commands()
    {
        string text = Write(_formats[1], Small(), new());
        Assert.Contains("\\begin{tabular}{@{}lrrrrr@{}}\n\\toprule\n{}arm & accuracy & 95\\% interval & right & scored & planned \\\\\n\\midrule\n{}weak & 40.0\\% & 30.9\\% to 49.8\\% & 40 & 100 & 100 \\\\\n", text, StringComparison.Ordinal);
        string hostile = Write(_formats[1], Results.OfHostileTexts(), new());
        Assert.Contains("\\textbackslash{}\\{\\}\\$\\%\\#\\_\\textasciicircum{}\\textasciitilde{}=1+1", hostile, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?<!\\\\)[%#](?! Needs)", hostile.Replace("% Needs", "", StringComparison.Ordinal));
        Assert.Equal(Regex.Count(hostile, "(?<!\\\\)\\{"), Regex.Count(hostile, "(?<!\\\\)\\}"));
        Assert.All(Regex.Matches(hostile, @"\\begin\{tabular\}\{@\{\}([lr]+)@\{\}\}(.*?)\\end\{tabular\}", RegexOptions.Singleline), static table =>
            Assert.All(table.Groups[2].Value.Split('\n').Where(static row => row.EndsWith("\\\\", StringComparison.Ordinal)), row => Assert.Equal(table.Groups[1].Length - 1, Regex.Count(row, "(?<!\\\\)&"))));
    }

    [Fact]
    public void Latex_is_balanced_and_every_row_has_the_columns_of_its_table()
    {
        foreach (ComparisonResult result in Results.OfLittle().Append(Results.WithGaps()).Append(Results.Numbers()).Append(Results.AgainstBaseline()).Append(Results.OfHostileTexts()))
            LatexCheck.Demand(Write(_formats[1], result, new() { Provenance = [new("Machine [a]", Results.Hostile)] }));
    }

    [Theory]
    [InlineData("\\begin{tabular}{@{}ll@{}}\na & b \\\\\na \\\\\n\\end{tabular}\n")]
    [InlineData("\\begin{description}\n\\end{table}\n")]
    [InlineData("\\begin{table}\n")]
    [InlineData("a & b\n")]
    [InlineData("50% of it\n")]
    [InlineData("a_b\n")]
    [InlineData("{a\n")]
    [InlineData("\\evil{a}\n")]
    [InlineData("$x\n")]
    [InlineData("\\item[a [b]] c\n")]
    public void The_check_of_Latex_finds_what_would_not_compile(string text) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => LatexCheck.Demand(text));

    [Fact]
    public void Csv_has_a_line_for_each_arm_and_pair_and_numbers_that_read_back()
    {
        ComparisonResult result = Results.WithGaps();
        string[][] lines = Csv(Write(_formats[2], result, new()));
        Assert.Single(lines.Select(static line => line.Length).Distinct());
        Assert.Equal(result.Arms.Count + result.Pairs.Count + result.Slices[0].Levels.Sum(static level => level.Arms.Count + level.Pairs.Count), lines.Length - 1);
        int difference = Array.IndexOf(lines[0], "value"), p = Array.IndexOf(lines[0], "adjusted_p");
        Assert.Equal(result.Pairs.Select(static pair => (pair.Effect!.Value, pair.AdjustedP!.Value)),
            lines.Where(static line => line[0] == "pair" && line[1].Length == 0).Select(line => (Parse(line[difference]), Parse(line[p]))));
    }

    [Fact]
    public void Csv_is_no_formula_to_a_spreadsheet()
    {
        string[][] lines = Csv(Write(_formats[2], Results.OfHostileTexts(), new()));
        Assert.Contains(lines, static line => line[3] == "'=cmd|'/c calc'!A1");
        Assert.Contains(lines, static line => line[3].StartsWith("'@everyone", StringComparison.Ordinal));
        Assert.All(lines.SelectMany(static line => line), static cell => Assert.True(cell.Length == 0 || cell[0] is not ('=' or '+' or '@' or '\t' or '\r') && (cell[0] != '-' || double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)), cell));
    }

    [Fact]
    public void Json_has_a_versioned_shape_and_numbers_that_read_back()
    {
        ComparisonResult result = Results.WithGaps();
        using JsonDocument json = JsonDocument.Parse(Write(_formats[3], result, new() { Provenance = [new("commit", "3f9c")] }));
        JsonElement root = json.RootElement;
        Assert.Equal(["format", "schema", "headline", "experiment", "evaluator", "evaluatorIdentity", "scores", "runs", "confidence", "level", "missing", "correction", "better", "margin",
            "arms", "pairs", "unmatched", "leaderboard", "fronts", "slices", "judge", "calibration", "steps", "notes", "provenance"], root.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(("trialkeep.comparison", 1), (root.GetProperty("format").GetString(), root.GetProperty("schema").GetInt32()));
        Assert.Equal(result.Pairs.Select(static pair => (pair.Effect!.Value, pair.P!.Value, pair.Effect.Low!.Value)),
            root.GetProperty("pairs").EnumerateArray().Select(static pair => (pair.GetProperty("difference").GetDouble(), pair.GetProperty("p").GetDouble(), pair.GetProperty("low").GetDouble())));
        Assert.Equal(result.Arms.Select(static arm => (arm.Planned, arm.Failed)), root.GetProperty("arms").EnumerateArray().Select(static arm => (arm.GetProperty("planned").GetInt32(), arm.GetProperty("failed").GetInt32())));
        Assert.Equal("3f9c", root.GetProperty("provenance").GetProperty("commit").GetString());
    }

    private static ComparisonResult Small()
    {
        ArmTableBuilder table = new("sums", "run-1", new("correct", ""), ["weak", "strong"]);
        for (int i = 0; i < 100; i++)
        {
            int unit = table.AddUnit($"item-{i:000}");
            table.SetScore(unit, 0, i < 40 ? 1 : 0);
            table.SetScore(unit, 1, i < 90 ? 1 : 0);
        }

        return ArmComparison.Of(Arm.AllOf(table.Build()), new() { Resamples = 200 });
    }

    private static string Write(Action<Stream, ComparisonResult, ReportOptions> format, ComparisonResult result, ReportOptions options)
    {
        using MemoryStream stream = new();
        format(stream, result, options);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static double Parse(string cell) => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A reader of RFC 4180 that is not ours.</summary>
    private static string[][] Csv(string text) => [.. Regex.Matches(text, "(?:(?:\"((?:[^\"]|\"\")*)\"|([^,\"\r\n]*))(,|\r\n))").Aggregate(new List<List<string>> { new() }, static (lines, match) =>
    {
        lines[^1].Add(match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups[2].Value);
        if (match.Groups[3].Value == "\r\n")
            lines.Add([]);
        return lines;
    }).SkipLast(1).Select(static line => line.ToArray())];
}
