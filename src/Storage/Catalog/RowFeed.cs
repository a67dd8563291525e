using System.Collections.Concurrent;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Reads segments and makes rows of their lines: much of it by one thread that reads and checks and by others that extract, so that whoever
/// inserts does nothing else. Rows come in the order of the lines.
/// </summary>
internal sealed class RowFeed(FileOperations files)
{
    /// <summary>Less than this is not worth a thread.</summary>
    private const long WorthThreads = 8 << 20;

    private const int MostWaiting = 8;
    private readonly ConcurrentBag<RowBatch> _spare = [];

    /// <summary>The batches of all segments; a batch is used again after the next one was asked for.</summary>
    /// <exception cref="StoreException">A segment can't be read or is of a newer format.</exception>
    public IEnumerable<RowBatch> Read(IReadOnlyList<SegmentTask> segments) =>
        segments.Sum(static one => one.Bytes) < WorthThreads ? ReadHere(segments) : ReadAside(segments);

    private IEnumerable<RowBatch> ReadHere(IReadOnlyList<SegmentTask> segments)
    {
        foreach (RowBatch batch in Lines(segments))
        {
            yield return batch.Extract();
            _spare.Add(batch);
        }
    }

    private IEnumerable<RowBatch> ReadAside(IReadOnlyList<SegmentTask> segments)
    {
        using BlockingCollection<Task<RowBatch>> waiting = new(MostWaiting);
        using CancellationTokenSource stop = new();
        Task reading = Task.Factory.StartNew(() => ReadInto(segments, waiting, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (Task<RowBatch> task in waiting.GetConsumingEnumerable())
            {
                RowBatch batch = task.GetAwaiter().GetResult();
                yield return batch;
                _spare.Add(batch);
            }

            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            // Whoever reads may wait for room; it ends with the token, and what it says then is of no interest.
            Task.WaitAny(reading);
            _ = reading.Exception;
            foreach (Task<RowBatch> task in waiting.GetConsumingEnumerable()) Task.WaitAny(task);
        }
    }

    private void ReadInto(IReadOnlyList<SegmentTask> segments, BlockingCollection<Task<RowBatch>> waiting, CancellationToken stop)
    {
        try
        {
            foreach (RowBatch batch in Lines(segments)) waiting.Add(Task.Run(batch.Extract, CancellationToken.None), stop);
        }
        finally
        {
            waiting.CompleteAdding();
        }
    }

    private IEnumerable<RowBatch> Lines(IReadOnlyList<SegmentTask> segments)
    {
        foreach (SegmentTask segment in segments)
        {
            using SegmentReader reader = new(files, segment.Name, new DamageLog());
            segment.Open(reader);
            reader.SkipTo(segment.From);
            RowBatch batch = Begin(segment);
            while (reader.Next())
            {
                batch.Add(reader);
                if (!batch.IsFull) continue;
                yield return batch;
                batch = Begin(segment);
            }

            segment.GoodEnd = reader.GoodEnd;
            // Also when it is empty: it is what tells that the segment was read.
            batch.EndsSegment = true;
            yield return batch;
        }
    }

    private RowBatch Begin(SegmentTask segment)
    {
        if (!_spare.TryTake(out RowBatch? batch)) batch = new();
        batch.Begin(segment);
        return batch;
    }
}
