using System.Text;
using System.Text.RegularExpressions;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed partial class HtmlReportTests
{
    [Fact]
    public void It_shows_the_finding_the_numbers_and_their_origin()
    {
        string html = Write(Tables.Of(("weak", Tables.Runs("-60 +40")), ("strong", Tables.Runs("+90 -8 !2"))));
        Assert.Contains("<h1>strong is better than weak: 91.8% against 40.0%.</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<title>word-problems: comparison of 2 variants</title>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">90 / 98</td>", html, StringComparison.Ordinal);
        Assert.Contains("Real at 5%: strong beats weak by", html, StringComparison.Ordinal);
        Assert.Contains("198 of 200 planned answers are scored.", html, StringComparison.Ordinal);
        Assert.Contains("<dd>2 × no reason recorded</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Run</dt><dd><bdi>run-1</bdi></dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Evaluator</dt><dd><bdi>correct</bdi></dd>", html, StringComparison.Ordinal);
        Assert.All(["E. B. Wilson", "T. Tango", "Q. McNemar", "S. Holm"], name => Assert.Contains(name, html, StringComparison.Ordinal));
    }

    [Fact]
    public void It_names_nothing_outside_itself()
    {
        string html = Write(Tables.WithGaps());
        Assert.DoesNotMatch(Outside(), html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_from_users_is_encoded()
    {
        string html = Write(Tables.Hostile());
        Assert.All(["<script", "<img", "<iframe", "<b onclick", "\u001b", "\u0007", "\u202e"], markup => Assert.DoesNotContain(markup, html, StringComparison.Ordinal));
        Assert.Contains("<title>&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;: comparison", html, StringComparison.Ordinal);
        Assert.Contains("<bdi>&lt;b onclick=alert(1)&gt;bold&lt;/<wbr>b&gt;&amp;amp;</bdi>", html, StringComparison.Ordinal);
        Assert.Contains("&quot;&#39;&gt;&lt;img src=http://attacker.example/x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "On 30 of 100 items, some variants are right and others wrong. The first 0 are listed; there are 30 more.")]
    [InlineData(12, "On 30 of 100 items, some variants are right and others wrong. The first 12 are listed; there are 18 more.")]
    [InlineData(30, "On 30 of 100 items, some variants are right and others wrong.</p>")]
    public void Disagreements_are_listed_up_to_a_limit(int most, string sentence)
    {
        string html = Write(Tables.Of(("a", Tables.Runs("+100")), ("b", Tables.Runs("-30 +60 !10"))), new() { MaximumDisagreements = most });
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Equal(most, Regex.Count(html, """<th scope="row"><bdi>item-"""));
    }

    [Fact]
    public void Agreement_is_said_in_words() =>
        Assert.Contains("Nowhere: on each item, the scored answers are all right or all wrong.", Write(Tables.Of(("a", "+-"), ("b", "+-"))), StringComparison.Ordinal);

    [Fact]
    public void Many_pairs_are_drawn_in_part_and_listed_in_full()
    {
        string html = Write(Tables.Of([.. Enumerable.Range(0, 8).Select(i => ($"v{i}", "+-+"))]));
        Assert.Contains("The first 21 of 28 pairs are drawn; the table has them all.", html, StringComparison.Ordinal);
        Assert.Equal(21, Regex.Count(html, "<g class=\"open\">"));
        Assert.Equal(28, Regex.Count(html, "<td class=\"name\">"));
    }

    [Fact]
    public void A_time_is_shown_only_when_given_and_in_UTC()
    {
        Assert.DoesNotContain("Report made", Write(Tables.WithGaps()), StringComparison.Ordinal);
        var created = new DateTimeOffset(2026, 11, 21, 2, 30, 0, TimeSpan.FromHours(5));
        Assert.Contains("<dt>Report made</dt><dd>2026-11-20 21:30 UTC</dd>", Write(Tables.WithGaps(), new() { Created = created }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_results_give_the_same_bytes_in_every_culture()
    {
        var created = new DateTimeOffset(2026, 11, 21, 2, 30, 0, TimeSpan.Zero);
        Cultures.ChangeNothing(() => Write(Tables.WithGaps(), new() { Created = created }));
        Assert.DoesNotContain('\r', Write(Tables.WithGaps()));
    }

    [Fact]
    public void Tables_without_scores_variants_in_common_or_units_still_make_a_page()
    {
        Assert.Contains("<h1>No answer was scored.</h1>", Write(Tables.Of(("a", ""), ("b", ""))), StringComparison.Ordinal);
        Assert.Contains("no scores", Write(Tables.Of(("a", "!!"), ("b", ".."))), StringComparison.Ordinal);
        Assert.Contains("not compared", Write(Tables.Of(("a", "+."), ("b", ".+"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_limit_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(Tables.Of(("a", "+")), new() { MaximumDisagreements = -1 }));

    private static string Write(ScoreTable table, HtmlReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, VariantComparison.Of(table), options);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("""https?:|src=|href=|url\(|@import|<script|<link""", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
