using System.Globalization;
using System.Runtime.InteropServices;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Statistics;

/// <summary>scipy in a process of its own, which reads the data from a file and times itself: start-up and imports do not count.</summary>
internal sealed class ScipyProcess
{
    private const string Interpreter = "/usr/bin/python3";

    // Small batches are the fastest way to call it: the default makes matrices of 800 MB.
    private const string Script = """
        import sys, time
        import numpy as np, scipy, scipy.stats
        first, second = np.fromfile(sys.argv[1]).reshape(2, -1)
        start = time.perf_counter()
        result = scipy.stats.bootstrap((first - second,), np.mean, n_resamples=int(sys.argv[2]), method='BCa', batch=10, random_state=1)
        print(time.perf_counter() - start)
        print(result.confidence_interval.low)
        print(result.confidence_interval.high)
        """;

    private readonly string _data;
    private readonly string _resamples;

    public ScipyProcess(string folder, double[] first, double[] second, int resamples)
    {
        _data = Path.Combine(folder, "pairs.f64");
        File.WriteAllBytes(_data, MemoryMarshal.AsBytes<double>([.. first, .. second]));
        _resamples = resamples.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Its version, or null where it is not installed.</summary>
    public static string? Version()
    {
        if (!File.Exists(Interpreter)) return null;
        try
        {
            return ChildProcess.Run([Interpreter, "-c", "import scipy; print(scipy.__version__)"]).Output.Trim();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Seconds, and the limits of the interval.</summary>
    public (double Seconds, double Low, double High) Run()
    {
        double[] numbers = ChildProcess.Numbers([Interpreter, "-c", Script, _data, _resamples]);
        return (numbers[0], numbers[1], numbers[2]);
    }
}
