using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>What holds whatever the scores are.</summary>
public sealed class ComparisonPropertyTests
{
    /// <summary>Shape of the scores: right and wrong, few and many numbers, tied, skewed, with samples.</summary>
    public static TheoryData<string, int, int> Shapes => new()
    {
        { "binary", 40, 1 }, { "binary", 40, 2 }, { "number", 12, 1 }, { "number", 80, 1 }, { "tied", 20, 1 }, { "skewed", 50, 1 }, { "number", 40, 3 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Arms_that_change_places_change_the_sign(string shape, int units, int samples)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            ArmTable table = Draw(shape, units, samples, seed, static order => order);
            Arm[] arms = [.. Arm.AllOf(table)];
            ArmPair forth = Assert.Single(ArmComparison.Of([arms[0], arms[1]], s_quick).Pairs), back = Assert.Single(ArmComparison.Of([arms[1], arms[0]], s_quick).Pairs);
            Assert.Equal(forth.Effect!.Value, -back.Effect!.Value, 1e-13);
            Assert.Equal(forth.Effect.Low!.Value, -back.Effect.High!.Value, 1e-12);
            Assert.Equal(forth.Effect.High!.Value, -back.Effect.Low!.Value, 1e-12);
            Assert.Equal(forth.P!.Value, back.P!.Value, 1e-12);
            Assert.Equal((forth.Test, forth.Won, forth.Lost), (back.Test, back.Lost, back.Won));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_order_of_the_items_is_irrelevant(string shape, int units, int samples)
    {
        ComparisonResult planned = ArmComparison.Of(Arm.AllOf(Draw(shape, units, samples, 7, static order => order)), s_quick);
        ComparisonResult reversed = ArmComparison.Of(Arm.AllOf(Draw(shape, units, samples, 7, static order => order.Reverse())), s_quick);
        Assert.Equal(Figures(planned), Figures(reversed));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_number_of_threads_is_irrelevant(string shape, int units, int samples)
    {
        Arm[] arms = [.. Arm.AllOf(Draw(shape, units, samples, 3, static order => order))];
        Assert.Equal(Figures(ArmComparison.Of(arms, s_quick with { Threads = 1 })), Figures(ArmComparison.Of(arms, s_quick with { Threads = 4 })));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_arm_against_itself_has_no_effect_and_p_1(string shape, int units, int samples)
    {
        Arm arm = Arm.AllOf(Draw(shape, units, samples, 11, static order => order))[0];
        ComparisonResult result = ArmComparison.Of([arm, arm with { Name = "again" }], s_quick);
        ArmPair pair = Assert.Single(result.Pairs);
        Assert.Equal((0.0, 1.0, 0, 0, false), (pair.Effect!.Value, pair.P, pair.Won, pair.Lost, pair.IsReal));
        Assert.True(pair.Effect.Low < 0 && pair.Effect.High > 0, "Equal scores of some pairs promise no certainty.");
        Assert.All(result.Leaderboard!.Entries, static entry => Assert.Equal((1, 1, 2, 0.5), (entry.Rank, entry.RankLow, entry.RankHigh, entry.ProbabilityBest)));
    }

    private static readonly ComparisonOptions s_quick = new() { Resamples = 400 };

    private static string Figures(ComparisonResult result) => string.Join('\n',
    [
        .. result.Pairs.Select(static pair => $"{pair.Candidate.Name} {pair.Test} {pair.Effect?.Value:R} {pair.Effect?.Low:R} {pair.Effect?.High:R} {pair.P:R} {pair.AdjustedP:R}"),
        .. result.Arms.Select(static arm => $"{arm.Name} {arm.Mean:R} {arm.Interval?.Low:R} {arm.Interval?.High:R}"),
        .. result.Leaderboard!.Entries.Select(static entry => $"{entry.Arm} {entry.Mean:R} {entry.Rank} {entry.RankLow} {entry.RankHigh} {entry.ProbabilityBest:R}"),
    ]);

    private static ArmTable Draw(string shape, int units, int samples, ulong seed, Func<IEnumerable<int>, IEnumerable<int>> order)
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, ["a", "b"]);
        foreach (int i in order(Enumerable.Range(0, units)))
        {
            SeededRandom random = new(seed, (ulong)i);
            int unit = table.AddUnit(TestArms.Item(i / samples), i % samples);
            for (int variant = 0; variant < 2; variant++)
                table.SetScore(unit, variant, Score(shape, random));
        }

        return table.Build();
    }

    private static double Score(string shape, SeededRandom random) => shape switch
    {
        "binary" => random.NextIndex(2),
        "tied" => random.NextIndex(4) / 2.0,
        "skewed" => Math.Exp(4 * random.NextNormal()),
        _ => random.NextNormal(),
    };
}
