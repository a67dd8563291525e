using System.Runtime.InteropServices;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Runtime.Keys;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Analysis.Comparison.Leaderboards;

/// <summary>
/// Ranks arms on their common units and resamples the clusters of these for intervals of the ranks: percentiles of the rank over the resamples,
/// where ties reach from the best to the worst of their places. The seed is made from the scores.
/// </summary>
internal sealed class RankBootstrap
{
    private const int ShareOfResamples = 5;

    private readonly double[][] _sums;
    private readonly int[] _sizes;
    private readonly ulong _seed;
    private readonly int _units;

    private RankBootstrap(CommonScores scores)
    {
        _units = scores.Clusters.Length;
        Dictionary<int, int> numbers = [];
        foreach (int cluster in scores.Clusters)
            numbers.TryAdd(cluster, numbers.Count);
        _sizes = new int[numbers.Count];
        _sums = [.. scores.Scores.Select(_ => new double[numbers.Count])];
        for (int unit = 0; unit < _units; unit++)
        {
            int cluster = numbers[scores.Clusters[unit]];
            _sizes[cluster]++;
            for (int arm = 0; arm < _sums.Length; arm++)
                _sums[arm][cluster] += scores.Scores[arm][unit];
        }

        foreach (double[] arm in scores.Scores)
            _seed ^= (ulong)(Digest.Of(MemoryMarshal.AsBytes<double>(arm)).Id.Value >> 64);
    }

    public static Leaderboard? Of(IReadOnlyList<Arm> arms, UnitIndex index, ScoreRange range, ComparisonOptions options, bool[]? included = null)
    {
        CommonScores scores = CommonScores.Of(arms, index, range, options, included);
        return arms.Count < 2 || scores.Clusters.Length == 0 ? null : new RankBootstrap(scores).Rank(arms, range, options);
    }

    private Leaderboard Rank(IReadOnlyList<Arm> arms, ScoreRange range, ComparisonOptions options)
    {
        int resamples = Math.Max(1, options.Resamples / ShareOfResamples);
        (int[][] Best, int[][] Worst, double[] Wins) counts = Draw(resamples, range, options.Threads);
        double[] means = [.. _sums.Select(static sums => sums.Sum())];
        LeaderboardEntry[] entries = [.. arms.Select((arm, i) => new LeaderboardEntry(
            arm.Name,
            means[i] / _units,
            1 + means.Count(other => range.Gain(other - means[i]) > 0),
            Place(counts.Best[i], resamples, (1 - options.Confidence) / 2),
            Place(counts.Worst[i], resamples, (1 + options.Confidence) / 2),
            counts.Wins[i] / resamples))];
        return new Leaderboard([.. entries.OrderBy(static entry => entry.Rank)], _units, _sizes.Length, resamples);
    }

    /// <summary>For each arm how often it had each place, by the best and by the worst of the places it ties for.</summary>
    private (int[][] Best, int[][] Worst, double[] Wins) Draw(int resamples, ScoreRange range, int threads)
    {
        int arms = _sums.Length;
        (int Best, int Ties)[][] places = new (int, int)[resamples][];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads == 0 ? -1 : threads };
        Parallel.For(0, resamples, parallel, resample => places[resample] = PlacesIn(resample, range));
        int[][] best = Tables(arms), worst = Tables(arms);
        double[] wins = new double[arms];
        foreach ((int Best, int Ties)[] drawn in places)
        {
            for (int arm = 0; arm < arms; arm++)
            {
                best[arm][drawn[arm].Best]++;
                worst[arm][drawn[arm].Best + drawn[arm].Ties]++;
                wins[arm] += drawn[arm].Best == 0 ? 1.0 / (1 + drawn[arm].Ties) : 0;
            }
        }

        return (best, worst, wins);
    }

    private (int Best, int Ties)[] PlacesIn(int resample, ScoreRange range)
    {
        SeededRandom random = new(_seed, (ulong)resample);
        double[] totals = new double[_sums.Length];
        for (int draw = 0; draw < _sizes.Length; draw++)
        {
            int cluster = random.NextIndex(_sizes.Length);
            for (int arm = 0; arm < totals.Length; arm++)
                totals[arm] += _sums[arm][cluster];
        }

        return [.. totals.Select(mine => (totals.Count(other => range.Gain(other - mine) > 0), totals.Count(other => other == mine) - 1))];
    }

    private static int[][] Tables(int arms) => [.. Enumerable.Range(0, arms).Select(_ => new int[arms])];

    private static int Place(int[] counts, int resamples, double probability)
    {
        int seen = 0, wanted = Math.Max(1, (int)Math.Ceiling(probability * resamples));
        for (int place = 0; place < counts.Length; place++)
        {
            if ((seen += counts[place]) >= wanted)
                return place + 1;
        }

        return counts.Length;
    }
}
