using System.Diagnostics;
using System.Globalization;
using TrialKeep.Scoring.Extractors;

namespace TrialKeep.Scoring.Tests;

public sealed class AnswerNumberTests
{
    [Theory]
    [InlineData("A: 18", 18)]
    [InlineData("#### 18", 18)]
    [InlineData("so 3+15=18\nA:18\n", 18)]
    [InlineData("A: 26.0", 26)]
    [InlineData("A: 1,250", 1250)]
    [InlineData("A: 1 250", 1250)]
    [InlineData("A: 1\u00A0250", 1250)]
    [InlineData("A: 18.", 18)]
    [InlineData("A: -4", -4)]
    [InlineData("A: 1.5e3", 1500)]
    [InlineData("A: 3\nA: 4", 4)]
    [InlineData("#### 3\nA: 4", 4)]
    [InlineData("A: 3\n#### 4", 4)]
    [InlineData("A: #### 4", 4)]
    [InlineData("#####4", 4)]
    [InlineData("A:\r\n4\r\n", 4)]
    public void The_number_after_the_last_mark_is_the_answer(string text, int truth)
    {
        Assert.True(AnswerNumber.IsRight(text, truth));
        Assert.False(AnswerNumber.IsRight(text, truth + 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("18")]
    [InlineData("The answer is 18")]
    [InlineData("a: 18")]
    [InlineData("### 18")]
    [InlineData("A: 18\nA:")]
    [InlineData("A: 18 A: eighteen")]
    [InlineData("A: $18")]
    [InlineData("A: 18%")]
    [InlineData("A: 18 eggs")]
    [InlineData("A: 18\n18")]
    [InlineData("A: 1\n8")]
    [InlineData("A: 18 = 18")]
    [InlineData("A: ,")]
    public void A_text_without_mark_or_number_is_wrong_and_no_error(string? text)
    {
        Assert.False(AnswerNumber.TryExtract(text, out _));
        Assert.False(AnswerNumber.IsRight(text, 18));
    }

    [Fact]
    public void Long_texts_take_linear_time()
    {
        string digits = new('9', 2_000_000);
        string[] texts =
        [
            "A: " + digits,
            "A: " + digits + "." + digits,
            "A: 1e" + digits,
            "A: 1e999999999",
            "A: 1e-999999999",
            string.Concat(Enumerable.Repeat("A:####", 500_000)),
            "A:" + new string(' ', 2_000_000) + "1",
            "A: " + new string('0', 2_000_000) + "1",
        ];
        long start = Stopwatch.GetTimestamp();
        foreach (string text in texts)
            _ = AnswerNumber.IsRight(text, 18);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Random_texts_never_throw()
    {
        const string Alphabet = "A:#0123456789.,-+eE $%\n\r\t\u00A0\uD83D\0x";
        Random random = new(11);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Create(random.Next(24), random, (span, r) => Fill(span, r, Alphabet));
            if (AnswerNumber.TryExtract(text, out ExactNumber number))
                Assert.True(AnswerNumber.TryExtract("A: " + number, out ExactNumber again) && again == number, text);
        }
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_matter(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.True(AnswerNumber.IsRight("A: -1,250.5", -1250.50m));
            Assert.True(AnswerNumber.TryExtract("A: 7.50", out ExactNumber number));
            Assert.Equal("7.5", number.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Fill(Span<char> span, Random random, string alphabet)
    {
        foreach (ref char c in span)
            c = alphabet[random.Next(alphabet.Length)];
    }
}
