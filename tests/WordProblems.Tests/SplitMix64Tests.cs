using WordProblems.Problems;

namespace TrialKeep.WordProblems.Tests;

public sealed class SplitMix64Tests
{
    [Fact]
    public void It_gives_the_published_sequence()
    {
        SplitMix64 random = new(1234567);
        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void Numbers_below_a_bound_are_spread_evenly()
    {
        SplitMix64 random = new(1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.Below(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
