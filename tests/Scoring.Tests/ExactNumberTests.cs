using System.Globalization;
using TrialKeep.Scoring.Extractors;

namespace TrialKeep.Scoring.Tests;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("26", "26.0")]
    [InlineData("26", "026")]
    [InlineData("26", "+26.")]
    [InlineData("26", "2.6e1")]
    [InlineData("26", "260E-1")]
    [InlineData("0", "-0.00")]
    [InlineData("0", "0e999999999")]
    [InlineData(".5", "0.50")]
    [InlineData("-1250", "-1.25E+3")]
    [InlineData("1e999999999", "10e999999998")]
    public void Two_ways_to_write_one_number_are_equal(string left, string right)
    {
        Assert.Equal(Parse(left), Parse(right));
        Assert.True(Parse(left) == Parse(right));
        Assert.Equal(Parse(left).GetHashCode(), Parse(right).GetHashCode());
        Assert.Equal(Parse(left).ToString(), Parse(right).ToString());
    }

    [Theory]
    [InlineData("26", "-26")]
    [InlineData("26", "260")]
    [InlineData("0", "1e-999999999")]
    [InlineData("0.1", "0.1000000000000000000000000000000000000001")]
    [InlineData("9007199254740992", "9007199254740993")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950336")]
    public void Different_numbers_differ_however_close(string left, string right) => Assert.True(Parse(left) != Parse(right));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("--5")]
    [InlineData("1.2.3")]
    [InlineData("1,000")]
    [InlineData(" 5")]
    [InlineData("$5")]
    [InlineData("5%")]
    [InlineData("5e")]
    [InlineData("e5")]
    [InlineData("5e1.5")]
    [InlineData("1e1000000000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x1F")]
    [InlineData("1/2")]
    [InlineData("٣")]
    [InlineData("−5")]
    public void What_is_not_a_plain_number_is_refused(string text) => Assert.False(ExactNumber.TryParse(text, out _));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("1250.00", "1250")]
    [InlineData("12.34", "12.34")]
    [InlineData("0.001", "0.001")]
    [InlineData("12e90", "12E90")]
    public void It_is_written_in_one_way(string text, string written) => Assert.Equal(written, Parse(text).ToString());

    [Fact]
    public void The_default_is_zero()
    {
        Assert.Equal(Parse("0"), default);
        Assert.Equal("0", default(ExactNumber).ToString());
    }

    [Fact]
    public void Every_decimal_is_itself()
    {
        decimal[] values = [0m, -0.0m, 1m, 1.0m, -7.50m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m];
        foreach (decimal value in values)
            Assert.Equal(value, decimal.Parse(ExactNumber.From(value).ToString(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Written_numbers_are_read_back_as_the_same_number()
    {
        Random random = new(7);
        for (int i = 0; i < 5_000; i++)
        {
            decimal value = new(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29));
            ExactNumber number = ExactNumber.From(value);
            Assert.Equal(number, Parse(number.ToString()));
            Assert.Equal(value, decimal.Parse(number.ToString(), CultureInfo.InvariantCulture));
        }
    }

    private static ExactNumber Parse(string text)
    {
        Assert.True(ExactNumber.TryParse(text, out ExactNumber number), text);
        return number;
    }
}
