using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.Randomness;

public sealed class SeededRandomTests
{
    [Fact]
    public void Its_words_are_those_of_a_second_implementation()
    {
        JsonElement golden = Golden.Of("resampling");
        var known = new SeededRandom(1, 2, 3, 4);
        foreach (ulong word in Words(golden.GetProperty("state 1 2 3 4")))
            Assert.Equal(word, known.NextBits());
        foreach (JsonElement row in golden.GetProperty("streams").EnumerateArray())
        {
            ulong[] words = [.. Words(row)];
            var random = new SeededRandom(words[0], words[1]);
            Assert.All(words[2..], word => Assert.Equal(word, random.NextBits()));
        }
    }

    /// <summary>Published words of SplitMix64 from the state 1234567.</summary>
    [Fact]
    public void Splitmix_gives_the_published_words()
    {
        ulong state = 1234567;
        foreach (ulong word in (ReadOnlySpan<ulong>)[6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431])
            Assert.Equal(word, SplitMix.Word(state += SplitMix.Step));
    }

    [Fact]
    public void Filled_indices_are_those_of_a_second_implementation()
    {
        foreach (JsonElement row in Golden.Of("resampling").GetProperty("indices").EnumerateArray())
        {
            var random = new SeededRandom(ulong.Parse(row[0].GetString()!, CultureInfo.InvariantCulture), 3);
            int[] drawn = new int[row.GetArrayLength() - 2];
            random.FillIndices(drawn, row[1].GetInt32());
            Assert.Equal(row.EnumerateArray().Skip(2).Select(static one => one.GetInt32()), drawn);
        }
    }

    [Fact]
    public void Every_index_is_as_likely()
    {
        const int Draws = 60_000, Bound = 6;
        var counts = new int[2, Bound];
        var random = new SeededRandom(5);
        var filled = new int[Draws];
        random.FillIndices(filled, Bound);
        for (int i = 0; i < Draws; i++)
        {
            counts[0, filled[i]]++;
            counts[1, random.NextIndex(Bound)]++;
        }
        for (int way = 0; way < 2; way++)
        {
            double chi = Enumerable.Range(0, Bound).Sum(i => Math.Pow(counts[way, i] - Draws / Bound, 2) / (Draws / Bound));
            Assert.InRange(chi, 0.1, 20.5); // 5 degrees of freedom: 1 in 1,000 beyond
        }
    }

    [Fact]
    public void A_bound_that_divides_badly_has_no_bias()
    {
        // Of 2^32 words a quarter must be rejected; without that, multiples of 4 in the lower part would come up twice as often.
        const int Bound = 3 << 29;
        var random = new SeededRandom(6);
        int[] drawn = new int[30_000];
        random.FillIndices(drawn, Bound);
        for (int i = 0; i < drawn.Length; i += 2)
            drawn[i] = random.NextIndex(Bound);
        foreach (int remainder in (int[])[0, 1, 2])
            Assert.InRange(drawn.Count(one => one % 3 == remainder), 9_650, 10_350);
    }

    [Fact]
    public void Shuffles_reach_every_order_as_often()
    {
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 24_000; i++)
        {
            char[] letters = ['a', 'b', 'c', 'd'];
            new SeededRandom(1, (ulong)i).Shuffle<char>(letters);
            string order = new(letters);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(static count => Math.Pow(count - 1000, 2) / 1000), 7.5, 49.8); // 23 degrees of freedom
    }

    [Fact]
    public void A_partial_shuffle_keeps_all_items() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Length, byte Count, int Seed)>(), draw =>
        {
            int[] items = [.. Enumerable.Range(0, draw.Length)];
            new SeededRandom((ulong)draw.Seed).ShuffleFirst<int>(items, draw.Count % (draw.Length + 1));
            Assert.Equal(Enumerable.Range(0, draw.Length), items.Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Normals_follow_the_normal_distribution()
    {
        const int Draws = 50_000;
        var random = new SeededRandom(9);
        double[] sorted = [.. Enumerable.Range(0, Draws).Select(_ => random.NextNormal()).Order()];
        double distance = Enumerable.Range(0, Draws).Max(i => Math.Abs(NormalDistribution.Cdf(sorted[i]) - (i + 0.5) / Draws));
        Assert.InRange(distance, 1e-6, 1.95 / Math.Sqrt(Draws)); // Kolmogorov's distance: 1 in 1,000 beyond
    }

    [Fact]
    public void Uniforms_lie_in_the_unit_interval()
    {
        var random = new SeededRandom(10);
        double[] drawn = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextUniform())];
        Assert.All(drawn, static one => Assert.InRange(one, 0, 1 - 1e-16));
        Assert.Equal(0.5, drawn.Average(), 4 / Math.Sqrt(12 * 10_000));
    }

    [Fact]
    public void Nothing_to_choose_from_is_refused()
    {
        var random = new SeededRandom(1);
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => random.NextIndex(0)).ParamName);
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => random.FillIndices(new int[1], -1)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => random.ShuffleFirst<int>([1, 2], 3)).ParamName);
        random.Shuffle<int>([]);
    }

    private static IEnumerable<ulong> Words(JsonElement list) =>
        list.EnumerateArray().Select(static word => ulong.Parse(word.GetString()!, CultureInfo.InvariantCulture));
}
