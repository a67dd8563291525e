using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Randomness;
using TrialKeep.Statistics.Resampling;

namespace TrialKeep.Benchmarks.Statistics;

/// <summary>The BCa interval of a mean paired difference, 10,000 resamples of 10,000 pairs, beside scipy's on the same data.</summary>
internal sealed class BcaBenchmark : IBenchmark
{
    private const int Pairs = 10_000;
    private const int Resamples = 10_000;
    private const int Rounds = 5;
    private const double RecordedScipySeconds = 1.39;
    private const string All = "all cores";
    private const string One = "one core";
    private const string Scipy = "scipy";

    public string Name => "bca";

    public string Title => "BCa interval of a mean paired difference";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        (double[] first, double[] second) = Draw();
        ScipyProcess scipy = new(settings.Folder.Fresh(), first, second, Resamples);
        string? version = ScipyProcess.Version();
        Interval all = default, one = default, theirs = default;
        List<Contender> contenders =
        [
            new(All, () => Timed.Run(() => all = Interval(first, second, threads: 0))),
            new(One, () => Timed.Run(() => one = Interval(first, second, threads: 1))),
        ];
        if (version is not null)
        {
            contenders.Add(new(Scipy, () =>
            {
                (double seconds, double low, double high) = scipy.Run();
                theirs = new(low, high);
                return seconds;
            }));
        }

        Rounds measured = Measuring.Rounds.Run(Rounds, [.. contenders]);
        string peer = version is null ? "scipy is absent: its recorded time stands below" : $"scipy {version}, batch=10, its own clock";
        MarkdownTable table = new($"{Figure.Count(Resamples)} resamples of {Figure.Count(Pairs)} pairs, {Rounds} rounds; {peer}", "what", "time", "resamples/s", "how many times as fast as scipy", "interval", "goal");
        foreach ((string name, Interval interval, string goal) in new[] { (All, all, "10 x on four cores"), (One, one, "") })
        {
            double ratio = version is null ? RecordedScipySeconds / measured.Median(name) : measured.Speed(name, Scipy);
            table.Add($"TrialKeep, {name}", Figure.Milliseconds(measured.Median(name)), Figure.PerSecond(Resamples / measured.Median(name)), Figure.Times(ratio), Text(interval), goal);
        }

        double peerSeconds = version is null ? RecordedScipySeconds : measured.Median(Scipy);
        table.Add(version is null ? "scipy 1.10.1 (recorded, not run here)" : Scipy, Figure.Milliseconds(peerSeconds), Figure.PerSecond(Resamples / peerSeconds), Figure.Times(1), version is null ? "" : Text(theirs), "");
        yield return table;
    }

    private static Interval Interval(double[] first, double[] second, int threads) =>
        Bootstrap.MeanDifference(first, second, new ResamplingSettings { Resamples = Resamples, Seed = 1, Threads = threads }).BiasCorrected();

    private static string Text(Interval interval) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{interval.Low:0.00000} to {interval.High:0.00000}");

    /// <summary>Skewed scores that share what is hard about an item.</summary>
    private static (double[] First, double[] Second) Draw()
    {
        SeededRandom random = new(seed: 17);
        double[] first = new double[Pairs], second = new double[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            double item = Math.Exp(random.NextNormal());
            first[i] = item * Math.Exp(0.3 * random.NextNormal() + 0.02);
            second[i] = item * Math.Exp(0.3 * random.NextNormal());
        }

        return (first, second);
    }
}
