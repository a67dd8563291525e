using System.Globalization;
using System.Text.RegularExpressions;
using WordProblems.Problems;
using WordProblems.Problems.Templates;

namespace TrialKeep.WordProblems.Tests;

public sealed partial class ProblemSetTests
{
    private static readonly IReadOnlyList<Draft> Drafts = ProblemSet.Write();

    public static TheoryData<string> Templates => [.. AllTemplates.InOrder.Select(template => template.Name)];

    /// <summary>Another way to each answer than the template's own: by counting, by a loop or by turning the formula round.</summary>
    private static Dictionary<string, Func<Func<string, decimal>, decimal, bool>> Proofs { get; } = new(StringComparer.Ordinal)
    {
        ["shopping"] = (p, x) => x == Repeat(p("p"), p("a")) + Repeat(p("q"), p("b")),
        ["change"] = (p, x) => x >= 0 && x + Repeat(p("price"), p("count")) == p("paid"),
        ["saving"] = (p, x) => p("owned") + Repeat(p("weekly"), x) >= p("cost") && p("owned") + Repeat(p("weekly"), x - 1) < p("cost"),
        ["wages"] = (p, x) => x + p("fare") == Repeat(p("wage"), p("hours")),
        ["journey"] = (p, x) => x / p("hours") == p("speed"),
        ["two-legs"] = (p, x) => (x - p("walk")) / p("hours") == p("speed"),
        ["there-and-back"] = (p, x) => x == Repeat(p("distance") + p("distance"), p("days")),
        ["equal-shares"] = (p, x) => Repeat(x, p("friends")) == p("total"),
        ["pool-and-share"] = (p, x) => Repeat(x, p("people")) - p("a") == p("b"),
        ["left-over"] = (p, x) => x == Rest(p("total"), p("size")),
        ["vehicles-needed"] = (p, x) => Repeat(p("seats"), x) >= p("guests") && Repeat(p("seats"), x - 1) < p("guests"),
        ["older-later"] = (p, x) => x - p("later") - p("gap") == p("age"),
        ["age-sum"] = (p, x) => x == Repeat(p("age"), p("factor") + 1),
        ["younger"] = (p, x) => x + p("gap") == p("age") && x > 0,
        ["time-for-work"] = (p, x) => Repeat(p("rate"), x) == p("pages"),
        ["two-workers"] = (p, x) => x == Repeat(p("a"), p("hours")) + Repeat(p("b"), p("hours")),
        ["practice"] = (p, x) => x * 60 == Repeat(p("minutes"), p("days")),
        ["recipe"] = (p, x) => x * p("people") == p("grams") * p("guests"),
        ["sale"] = (p, x) => x + (p("price") / 100 * p("percent")) == p("price"),
        ["growth"] = (p, x) => x - p("members") == p("members") / 100 * p("percent"),
        ["fraction-rest"] = (p, x) => x * p("parts") == p("pupils") * (p("parts") - 1),
        ["more-together"] = (p, x) => (x - p("more")) / 2 == p("a"),
        ["fewer"] = (p, x) => x + p("fewer") == p("a"),
        ["times-difference"] = (p, x) => x == Repeat(p("a"), p("factor") - 1),
        ["three-days"] = (p, x) => x - p("a") - p("b") - p("c") == 0,
        ["two-sums"] = (p, x) => x - p("a") == p("b"),
        ["giving-away"] = (p, x) => x + p("given") + p("lost") == p("total"),
        ["boxes-sold"] = (p, x) => x + p("sold") == Repeat(p("each"), p("boxes")),
        ["fence"] = (p, x) => x == p("length") + p("width") + p("length") + p("width"),
        ["cut-rope"] = (p, x) => x + Repeat(p("each"), p("pieces")) == p("rope"),
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_answer_holds_when_it_is_checked_in_another_way(string template)
    {
        Draft[] drafts = [.. Drafts.Where(draft => draft.Template == template)];
        Assert.NotEmpty(drafts);
        foreach (Draft draft in drafts)
            Assert.True(Proofs[template](name => draft.Parameters[name], draft.Problem.Answer), draft.Problem.ToString());
    }

    /// <summary>
    /// A proof looks at the parameters; that these are what the text says is checked here, and that it says nothing else.
    /// </summary>
    [Fact]
    public void The_numbers_of_a_text_are_its_parameters_and_the_one_that_does_not_matter()
    {
        foreach (Draft draft in Drafts)
        {
            decimal[] expected = [.. draft.Parameters.Where(p => !IsInWords(p.Key, p.Value)).Select(p => p.Value)
                .Concat(draft.Distractor is { } distractor ? [Shown(draft, distractor)] : []).Order()];
            Assert.Equal(expected, NumbersOf(draft.Problem.Question).Order());
        }
    }

    [Fact]
    public void There_are_300_problems_of_at_least_16_templates_with_ids_and_questions_of_their_own()
    {
        Assert.Equal(300, Drafts.Count);
        IEnumerable<string> ids = Enumerable.Range(1, 300).Select(n => n.ToString("'wp-'0000", CultureInfo.InvariantCulture));
        Assert.Equal(ids, Drafts.Select(draft => draft.Problem.Id));
        Assert.Equal(300, Drafts.Select(draft => draft.Problem.Question).Distinct().Count());
        Assert.InRange(Drafts.Select(draft => draft.Template).Distinct().Count(), 16, 300);
        Assert.InRange(Drafts.Select(draft => draft.Problem.Topic).Distinct().Count(), 8, 20);
    }

    [Fact]
    public void About_a_third_have_a_number_that_does_not_matter() =>
        Assert.InRange(Drafts.Count(draft => draft.Distractor is not null), 80, 120);

    [Fact]
    public void Answers_are_not_negative_and_mostly_whole()
    {
        Assert.All(Drafts, draft => Assert.True(draft.Problem.Answer >= 0));
        Assert.All(Drafts, draft => Assert.Equal(decimal.Round(draft.Problem.Answer, 2), draft.Problem.Answer));
        Assert.InRange(Drafts.Count(draft => draft.Problem.Answer != decimal.Truncate(draft.Problem.Answer)), 10, 90);
    }

    [Fact]
    public void Nouns_agree_with_their_numbers_and_sentences_are_well_formed()
    {
        foreach (string question in Drafts.Select(draft => draft.Problem.Question))
        {
            Assert.DoesNotMatch(OneOfMany(), question);
            Assert.DoesNotMatch(ManyOfOne(), question);
            Assert.DoesNotMatch(WrongArticle(), question);
            Assert.DoesNotMatch(LowerCaseStart(), question);
            Assert.DoesNotContain("  ", question, StringComparison.Ordinal);
            Assert.DoesNotContain(" .", question, StringComparison.Ordinal);
            Assert.EndsWith("?", question, StringComparison.Ordinal);
            Assert.All(question, c => Assert.InRange(c, ' ', '~'));
        }
    }

    [Fact]
    public void Writing_twice_gives_the_same_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "fi-FI", "tr-TR", "ar-SA" })
            {
                CultureInfo.CurrentCulture = new(culture);
                Assert.Equal(Drafts.Select(draft => draft.Problem), ProblemSet.Write().Select(draft => draft.Problem));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Fractions are written as <c>a third</c>, and twice as a word.</summary>
    private static bool IsInWords(string name, decimal value) => name == "parts" || (name == "factor" && value == 2);

    /// <summary>The printer's paper is told in hundreds.</summary>
    private static decimal Shown(Draft draft, decimal distractor) =>
        draft.Problem.Question.Contains("holds paper", StringComparison.Ordinal) ? 100 * distractor : distractor;

    private static IEnumerable<decimal> NumbersOf(string question)
    {
        string[] words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        foreach (Match match in Words().Matches(question))
        {
            int word = Array.IndexOf(words, match.Value.ToLowerInvariant());
            if (word >= 0 && !(word == 2 && question.Contains("The two have known", StringComparison.Ordinal)))
                yield return word;
            else if (char.IsAsciiDigit(match.Value[0]))
                yield return decimal.Parse(match.Value, CultureInfo.InvariantCulture);
        }
    }

    private static decimal Repeat(decimal value, decimal times)
    {
        decimal sum = 0;
        for (int i = 0; i < times; i++)
            sum += value;
        return sum;
    }

    private static decimal Rest(decimal total, decimal size)
    {
        while (total >= size)
            total -= size;
        return total;
    }

    [GeneratedRegex(@"\b(1|one) [a-z]+s\b", RegexOptions.IgnoreCase)]
    private static partial Regex OneOfMany();

    [GeneratedRegex(
        @"(?<![\d.$])\b([2-9]|\d\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
            + "(apple|pear|plum|peach|lemon|strawberry|stamp|marble|sticker|coin|shell|postcard|notebook|pen|ruler|eraser|folder|"
            + @"paintbrush|year|hour|day|minute|kilometre|metre|page|friend|pupil|basket|crate|sack|cousin|degree)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ManyOfOne();

    [GeneratedRegex(@"\b(a (?=[aeiou])|an (?![aeio]|hour\b))", RegexOptions.IgnoreCase)]
    private static partial Regex WrongArticle();

    [GeneratedRegex(@"[.?] [a-z]")]
    private static partial Regex LowerCaseStart();

    [GeneratedRegex(@"\d+(\.\d+)?|[A-Za-z]+")]
    private static partial Regex Words();
}
