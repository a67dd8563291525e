using System.Text.Json;
using TrialKeep.Statistics.Repeated;

namespace TrialKeep.Statistics.Tests.Repeated;

public sealed class PassAtKTests
{
    [Fact]
    public void Both_equal_the_enumeration_of_all_choices()
    {
        foreach (JsonElement row in Golden.Of("agreement").GetProperty("pass").EnumerateArray())
        {
            int n = row[0].GetInt32(), c = row[1].GetInt32(), k = row[2].GetInt32();
            Assert.Equal(row[3].GetDouble(), PassAtK.AnyCorrect(n, c, k), 1e-15);
            Assert.Equal(row[4].GetDouble(), PassAtK.AllCorrect(n, c, k), 1e-15);
        }
    }

    [Fact]
    public void It_equals_the_published_code()
    {
        foreach (JsonProperty entry in SharedGolden.Scipy().GetProperty("pass@k").EnumerateObject())
        {
            int[] counts = [.. entry.Name.Split(',').Select(int.Parse)];
            Close.To(entry.Value.GetDouble(), PassAtK.AnyCorrect(counts[0], counts[1], counts[2]), 1e-12);
        }
    }

    [Fact]
    public void Large_counts_do_not_overflow()
    {
        Close.To(1 - 0.5 * (499_999 / 999_999.0), PassAtK.AnyCorrect(1_000_000, 500_000, 2), 1e-14);
        Assert.Equal(1, PassAtK.AnyCorrect(1_000_000, 999_999, 2));
        Assert.Equal(1e-6, PassAtK.AnyCorrect(1_000_000, 1, 1), 1e-16);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 0, 4)]
    [InlineData(3, 0, 0)]
    [InlineData(3, 4, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(3, -1, 1)]
    public void Counts_that_contradict_each_other_are_refused(int n, int c, int k)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAtK.AnyCorrect(n, c, k));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAtK.AllCorrect(n, c, k));
    }
}
