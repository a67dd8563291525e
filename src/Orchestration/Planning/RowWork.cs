using System.Collections.Concurrent;

namespace TrialKeep.Orchestration.Planning;

/// <summary>Work on the rows of a data set, side by side when there are many. Each result has its row's place, so that none depends on who came first.</summary>
internal static class RowWork
{
    /// <summary>What one thread does in a few milliseconds is not worth waking others.</summary>
    private const int Fewest = 1000;
    private const int RowsAtOnce = 256;

    /// <summary>Acts on every row from 0 to <paramref name="count"/>; on one that throws perhaps twice.</summary>
    /// <exception cref="Exception">Whatever the first row throws that throws.</exception>
    public static void Each(int count, Action<int> act)
    {
        if (count < Fewest || Environment.ProcessorCount == 1)
        {
            Each(0, count, act);
            return;
        }

        try
        {
            Parallel.ForEach(Partitioner.Create(0, count, RowsAtOnce), range => Each(range.Item1, range.Item2, act));
        }
        catch (AggregateException)
        {
            // Which of several was met first is chance: the first row's is told.
            Each(0, count, act);
        }
    }

    private static void Each(int from, int to, Action<int> act)
    {
        for (int i = from; i < to; i++) act(i);
    }
}
