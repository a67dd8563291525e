using System.Runtime.ExceptionServices;

namespace TrialKeep.Statistics.Resampling;

/// <summary>Computes many numbers on several threads; the i-th depends on i only.</summary>
internal static class Replicates
{
    private const int Block = 16;

    /// <param name="count">How many numbers are wanted.</param>
    /// <param name="threads">How many threads may work; 0 stands for all cores.</param>
    /// <param name="start">Makes what one thread needs.</param>
    /// <param name="compute">Computes the number of an index with it.</param>
    /// <typeparam name="TWorker">What one thread needs.</typeparam>
    public static double[] Compute<TWorker>(int count, int threads, Func<TWorker> start, Func<TWorker, int, double> compute)
    {
        var values = new double[count];
        if (threads == 1 || count <= Block)
        {
            TWorker worker = start();
            for (int i = 0; i < count; i++)
                values[i] = compute(worker, i);
            return values;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads };
        try
        {
            Parallel.For(0, (count - 1) / Block + 1, options, start, (block, _, worker) =>
            {
                int first = block * Block, end = Math.Min(count, first + Block);
                for (int i = first; i < end; i++)
                    values[i] = compute(worker, i);
                return worker;
            }, static _ => { });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
        return values;
    }

    /// <summary>Refuses what a caller's statistic could not compute.</summary>
    public static double[] RequireNumbers(double[] values, string name)
    {
        int at = Array.FindIndex(values, double.IsNaN);
        if (at >= 0)
            throw new ArgumentException($"The statistic is NaN for resample {at}; define it for every sample with repeated values.", name);
        return values;
    }
}
