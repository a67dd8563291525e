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

    private readonly double[][] _sums; // of each arm, by pattern
    private readonly int[] _patternOf; // of each cluster
    private readonly ulong _seed;
    private readonly int _units;

    // Clusters with equal sums are one pattern: of right and wrong there are few, and a resample only counts how often it drew each.
    private RankBootstrap(CommonScores scores)
    {
        _units = scores.Clusters.Length;
        double[][] sums = SumsOf(scores);
        _patternOf = new int[sums.Length];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<double[]> patterns = [];
        for (int cluster = 0; cluster < sums.Length; cluster++)
        {
            string pattern = new(MemoryMarshal.Cast<double, char>(sums[cluster]));
            if (!numbers.TryGetValue(pattern, out int number))
            {
                numbers.Add(pattern, number = patterns.Count);
                patterns.Add(sums[cluster]);
            }

            _patternOf[cluster] = number;
        }

        _sums = [.. scores.Scores.Select((_, arm) => (double[])[.. patterns.Select(pattern => pattern[arm])])];
        foreach (double[] arm in scores.Scores)
            _seed ^= (ulong)(Digest.Of(MemoryMarshal.AsBytes<double>(arm)).Id.Value >> 64);
    }

    /// <summary>For each cluster, in order of appearance, the sums of each arm.</summary>
    private static double[][] SumsOf(CommonScores scores)
    {
        Dictionary<int, int> numbers = [];
        foreach (int cluster in scores.Clusters)
            numbers.TryAdd(cluster, numbers.Count);
        double[][] sums = [.. Enumerable.Range(0, numbers.Count).Select(_ => new double[scores.Scores.Length])];
        for (int unit = 0; unit < scores.Clusters.Length; unit++)
        {
            double[] cluster = sums[numbers[scores.Clusters[unit]]];
            for (int arm = 0; arm < cluster.Length; arm++)
                cluster[arm] += scores.Scores[arm][unit];
        }

        return sums;
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
        int[] once = new int[_sums[0].Length];
        foreach (int pattern in _patternOf)
            once[pattern]++;
        double[] means = Totals(once);
        LeaderboardEntry[] entries = [.. arms.Select((arm, i) => new LeaderboardEntry(
            arm.Name,
            means[i] / _units,
            1 + means.Count(other => range.Gain(other - means[i]) > 0),
            Place(counts.Best[i], resamples, (1 - options.Confidence) / 2),
            Place(counts.Worst[i], resamples, (1 + options.Confidence) / 2),
            counts.Wins[i] / resamples))];
        return new Leaderboard([.. entries.OrderBy(static entry => entry.Rank)], _units, _patternOf.Length, resamples);
    }

    /// <summary>For each arm how often it had each place, by the best and by the worst of the places it ties for.</summary>
    private (int[][] Best, int[][] Worst, double[] Wins) Draw(int resamples, ScoreRange range, int threads)
    {
        int arms = _sums.Length;
        (int Best, int Ties)[][] places = new (int, int)[resamples][];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads == 0 ? -1 : threads };
        Parallel.For(0, resamples, parallel, () => new int[_sums[0].Length], (resample, _, counts) =>
        {
            places[resample] = PlacesIn(resample, range, counts);
            return counts;
        }, static _ => { });
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

    private (int Best, int Ties)[] PlacesIn(int resample, ScoreRange range, int[] counts)
    {
        SeededRandom random = new(_seed, (ulong)resample);
        Array.Clear(counts);
        for (int draw = 0; draw < _patternOf.Length; draw++)
            counts[_patternOf[random.NextIndex(_patternOf.Length)]]++;
        double[] totals = Totals(counts);
        return [.. totals.Select(mine => (totals.Count(other => range.Gain(other - mine) > 0), totals.Count(other => other == mine) - 1))];
    }

    /// <summary>The sum of each arm over so many of each pattern.</summary>
    private double[] Totals(int[] counts)
    {
        double[] totals = new double[_sums.Length];
        for (int arm = 0; arm < totals.Length; arm++)
        {
            double[] sums = _sums[arm];
            double total = 0;
            for (int pattern = 0; pattern < counts.Length; pattern++)
                total += counts[pattern] * sums[pattern];
            totals[arm] = total;
        }

        return totals;
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
