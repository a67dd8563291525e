using System.Text;
using System.Text.RegularExpressions;

namespace TrialKeep.Scoring.Tests.Evaluators;

public sealed class TextEvaluatorTests
{
    [Theory]
    [InlineData("Paris", " Paris\n", 1)]
    [InlineData("Paris", "paris", 0)]
    [InlineData("Paris", "Paris.", 0)]
    [InlineData("Paris", null, 0)]
    public void Exact_is_to_the_letter_but_for_blanks_at_both_ends(string expected, string? text, double score) =>
        Assert.Equal(score, Scored.Value(TrialKeep.Evaluators.Exact<string, string?>(static task => task, static record => record), expected, text));

    [Theory]
    [InlineData("Saint-Étienne", "  saint E\u0301TIENNE. ", false)]
    [InlineData("Saint Étienne", "  saint   E\u0301TIENNE. ", true)]
    [InlineData("a b", "a\u00A0\tb", true)]
    [InlineData("ｆｕｌｌ", "full", true)]
    [InlineData("groß", "gross", false)]
    [InlineData("1.5", "15", true)]
    public void A_loose_form_drops_case_punctuation_and_blanks(string expected, string text, bool isRight) =>
        Assert.Equal(isRight ? 1 : 0, Scored.Value(TrialKeep.Evaluators.Exact<string, string?>(static task => task, static record => record, TextForm.Loose), expected, text));

    [Fact]
    public void Each_setting_of_a_form_does_what_it_says()
    {
        Assert.Equal("a  B.", new TextForm { Blanks = TextBlanks.Trimmed }.Apply(" a  B. "));
        Assert.Equal("a B.", new TextForm { Blanks = TextBlanks.Collapsed }.Apply(" a \n B. "));
        Assert.Equal("aB.", new TextForm { Blanks = TextBlanks.Removed }.Apply(" a  B. "));
        Assert.Equal(" a B ", new TextForm { IgnoresPunctuation = true }.Apply(" a$ &B. "));
        Assert.Equal("cat in hat", TextForm.Squad.Apply("The cat, in a \"hat\"!"));
        Assert.Equal("\u00E9\uFFFD", new TextForm { Unicode = NormalizationForm.FormC }.Apply("e\u0301\uD800"));
    }

    [Theory]
    [InlineData("red,green", "Red and green", WantedParts.All, 0)]
    [InlineData("red,green", "red and green", WantedParts.All, 1)]
    [InlineData("red,green", "only green", WantedParts.Any, 1)]
    [InlineData("red,green", "blue", WantedParts.Any, 0)]
    [InlineData("red,green", "blue", WantedParts.None, 1)]
    [InlineData("red,green", "greenish", WantedParts.None, 0)]
    public void Contains_all_any_or_none(string parts, string text, WantedParts wanted, double score) =>
        Assert.Equal(score, Scored.Value(TrialKeep.Evaluators.Contains<string, string?>(static task => task.Split(','), static record => record, wanted), parts, text));

    [Fact]
    public void Nothing_to_look_for_is_unscored()
    {
        Evaluator<string, string?> evaluator = TrialKeep.Evaluators.Contains<string, string?>(static task => task.Split(',', StringSplitOptions.RemoveEmptyEntries), static record => record, WantedParts.None, TextForm.Trimmed);
        Assert.Equal("the task names no text to look for", Scored.By(evaluator, "", "x").Reason);
        Assert.Equal("the task names an empty text to look for", Scored.By(evaluator, "a, ", "x").Reason);
        Assert.Equal("contains 1 of 2: 'a'", Scored.By(evaluator, "a,b", "cat").Explanation);
    }

    [Theory]
    [InlineData("^a+$", "aaa", 1)]
    [InlineData("^a+$", "aab", 0)]
    [InlineData("(?<=x)y", "xy", 1)]
    [InlineData("(.)\\1", "abba", 1)]
    [InlineData("i", "I", 0)]
    public void A_pattern_is_found_or_not(string pattern, string text, double score)
    {
        Assert.Equal(score, Scored.Value(TrialKeep.Evaluators.Matches<string, string?>(pattern, static record => record), "", text));
        Assert.Equal(score, Scored.Value(TrialKeep.Evaluators.Matches<string, string?>(static task => task, static record => record), pattern, text));
    }

    [Fact]
    public void A_pattern_that_explodes_elsewhere_takes_linear_time_here_and_one_that_must_backtrack_times_out()
    {
        string text = new string('a', 50_000) + "b";
        Assert.Equal(0, Scored.Value(TrialKeep.Evaluators.Matches<string, string?>("^(a+)+$", static record => record, timeout: TimeSpan.FromMinutes(1)), "", text));
        Assert.Throws<RegexMatchTimeoutException>(() => Scored.By(TrialKeep.Evaluators.Matches<string, string?>("^(?=(a+)+$)", static record => record, timeout: TimeSpan.FromMilliseconds(20)), "", text));
        Assert.Throws<RegexParseException>(() => TrialKeep.Evaluators.Matches<string, string?>("(", static record => record));
    }

    [Theory]
    [InlineData("a,b,c", "b,c,d,e", OverlapMeasure.Precision, 0.5)]
    [InlineData("a,b,c", "b,c,d,e", OverlapMeasure.Recall, 2.0 / 3)]
    [InlineData("a,b,c", "b,c,d,e", OverlapMeasure.F1, 4.0 / 7)]
    [InlineData("a,a,b", "a,b", OverlapMeasure.F1, 1)]
    [InlineData("", "", OverlapMeasure.F1, 1)]
    [InlineData("", "a", OverlapMeasure.Recall, 0)]
    [InlineData("a", "", OverlapMeasure.Precision, 0)]
    [InlineData("a", null, OverlapMeasure.F1, 0)]
    public void Sets_overlap(string expected, string? found, OverlapMeasure measure, double score) => Assert.Equal(
        score,
        Scored.Value(
            TrialKeep.Evaluators.SetOverlap<string, string?>(static task => task.Split(',', StringSplitOptions.RemoveEmptyEntries), static record => record?.Split(',', StringSplitOptions.RemoveEmptyEntries), measure), expected, found)!.Value,
        1e-12);

    [Fact]
    public void The_best_of_several_expected_texts_counts()
    {
        static string[] Both(string task) => task.Split('/');
        Assert.Equal(1, Scored.Value(TrialKeep.Evaluators.TokenOverlap<string, string?>(Both, static record => record), "New York/The Big Apple", "big apple"));
        Assert.Equal(1, Scored.Value(TrialKeep.Evaluators.RougeL<string, string?>(Both, static record => record), "New York/The Big Apple", "the big apple"));
        Assert.Equal("the task names no expected text", Scored.By(TrialKeep.Evaluators.RougeL<string, string?>(static _ => [], static record => record), "", "x").Reason);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3, 1 - (3 / 7.0))]
    [InlineData("", "", 0, 1)]
    [InlineData("abc", null, 3, 0)]
    [InlineData("\U0001F600", "\U0001F601", 1, 0)]
    public void Edits_are_counted_by_code_point(string expected, string? text, double distance, double similarity)
    {
        Assert.Equal(distance, Scored.Value(TrialKeep.Evaluators.EditDistance<string, string?>(static task => task, static record => record), expected, text));
        Assert.Equal(similarity, Scored.Value(TrialKeep.Evaluators.EditSimilarity<string, string?>(static task => task, static record => record), expected, text)!.Value, 1e-12);
    }

    [Fact]
    public void Rouge_of_characters_serves_scripts_without_blanks() =>
        Assert.Equal(0.75, Scored.Value(TrialKeep.Evaluators.RougeL<string, string?>(static task => [task], static record => record, TextUnit.Character), "\u6f22 \u5b57\u6f22\u5b57", "\u6f22\u5b57\u5b57\u5b57"));

    [Theory]
    [InlineData("10", "#### 10.5", 0.5, 0, 1)]
    [InlineData("10", "#### 10.51", 0.5, 0, 0)]
    [InlineData("0.1", "A: 0.11", 0.01, 0, 1)]
    [InlineData("-200", "A: -198", 0, 0.01, 1)]
    [InlineData("-200", "A: -197.9", 0, 0.01, 0)]
    [InlineData("1", "A: 1e40", 0.5, 0, 0)]
    [InlineData("10", "10", 0.5, 0, 0)]
    public void A_number_may_be_off_by_its_tolerance(string expected, string text, double absolute, double relative, double score) => Assert.Equal(
        score,
        Scored.Value(
            TrialKeep.Evaluators.Number<string, string?>(static task => decimal.Parse(task, System.Globalization.CultureInfo.InvariantCulture), static record => record, new((decimal)absolute, (decimal)relative)), expected, text));

    [Theory]
    [InlineData(1.0, 1.0 + 1e-9, 1)]
    [InlineData(1.0, 1.1, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 1)]
    [InlineData(double.PositiveInfinity, 1.0, 0)]
    [InlineData(1.0, double.NaN, 0)]
    [InlineData(1.0, double.NegativeInfinity, 0)]
    public async Task A_double_is_close_or_not(double expected, double found, double score)
    {
        Evaluator<double, double> evaluator = TrialKeep.Evaluators.Close<double, double>(static task => task, static record => record, new(Relative: 1e-6m));
        Assert.Equal(score, (await evaluator.EvaluateAsync(expected, found, TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public void A_negative_tolerance_is_refused() =>
        Assert.Throws<ArgumentException>(static () => TrialKeep.Evaluators.Number<string, string?>(static _ => 0, static record => record, new(-1)));
}
