namespace TrialKeep.Benchmarks.Measuring;

/// <summary>
/// Repeated measurements of contenders taken in turn, each round in the opposite order of the one before, so that what else the machine
/// does falls on all of them. Ratios are medians of the ratios within a round.
/// </summary>
internal sealed class Rounds
{
    private readonly Dictionary<string, double[]> _seconds;

    private Rounds(Dictionary<string, double[]> seconds) => _seconds = seconds;

    public static Rounds Run(int count, params Contender[] contenders)
    {
        Dictionary<string, double[]> seconds = contenders.ToDictionary(static one => one.Name, _ => new double[count], StringComparer.Ordinal);
        foreach (Contender contender in contenders) contender.Run();
        for (int round = 0; round < count; round++)
        {
            foreach (Contender contender in round % 2 == 0 ? contenders : contenders.Reverse()) seconds[contender.Name][round] = contender.Run();
        }

        return new(seconds);
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public double Median(string name) => MedianOf(_seconds[name]);

    /// <summary>How many times as fast as another one a contender is.</summary>
    public double Speed(string name, string other) => MedianOf(_seconds[other].Zip(_seconds[name], static (theirs, ours) => theirs / ours));

    /// <summary>The lowest and highest ratio of a round.</summary>
    public (double Lowest, double Highest) SpeedRange(string name, string other)
    {
        double[] ratios = [.. _seconds[other].Zip(_seconds[name], static (theirs, ours) => theirs / ours)];
        return (ratios.Min(), ratios.Max());
    }
}
