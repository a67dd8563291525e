using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Tests.Phrasing;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly-10", 10, "exactly-10")]
    [InlineData("a-little-too-long", 10, "a-lit…long")]
    [InlineData("漢字漢字漢字", 7, "漢…字")]
    [InlineData("abc", 1, "…")]
    public void Long_text_loses_its_middle(string text, int width, string expected)
    {
        Assert.Equal(expected, DisplayText.Shorten(text, width));
        Assert.True(DisplayText.Width(expected) <= width);
    }

    [Fact]
    public void Line_breaks_and_commands_never_reach_a_terminal() =>
        Assert.Equal("one two\uFFFD[31m three\uFFFDfour", DisplayText.OneLine(" one\r\n\ttwo\u001b[31m  three\u202efour \n"));

    [Fact]
    public void Lines_keep_their_white_space_and_lose_their_commands() =>
        Assert.Equal("  one\n\ttwo  \uFFFD[31m\uFFFD", DisplayText.Lines("  one\n\ttwo  \u001b[31m\r"));

    [Fact]
    public void Shortened_names_stay_different()
    {
        string[] names = ["model-with-a-name-A-and-a-tail", "model-with-a-name-B-and-a-tail", "short", "model-with-a-name-C-and-a-tail"];
        IReadOnlyDictionary<string, string> shown = DisplayText.ShortenApart(names, 12);
        Assert.Equal(["model-…-tail", "model…tail~2", "short", "model…tail~3"], names.Select(name => shown[name]));
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🙂", 2)]
    [InlineData("", 0)]
    public void Width_is_counted_in_columns(string text, int expected) => Assert.Equal(expected, DisplayText.Width(text));

    [Fact]
    public void Paragraphs_break_at_blanks_and_fit() =>
        Assert.Equal(["one two", "  three", "  fou…th", "  five"], LineBreaking.Break("one two three fourteenth five", 8).Select(line => line));
}
