using System.Diagnostics.CodeAnalysis;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Journals.Committing;

/// <summary>
/// What is done after a failed write or flush, on the writing thread. The kernel may hold the pages for clean: that file is never flushed
/// again. The same lines go into a new segment, once; if that fails too, the device is not to be trusted.
/// </summary>
internal sealed class WriteRescue(BatchQueue batches, SegmentChain segments)
{
    /// <summary>Writes elsewhere what is not known to be on the device.</summary>
    /// <returns>Null when appending goes on; else why it does not.</returns>
    public StoreException? Recover(Exception failure)
    {
        if (!SystemErrors.IsSystemError(failure)) return Unexpected(failure);
        if (SystemErrors.IsDiskFull(failure)) return GiveUp(failure);
        if (Try(WriteElsewhere) is { } second) return SystemErrors.IsSystemError(second) ? GiveUp(new AggregateException(failure, second)) : Unexpected(second);
        batches.Resume();
        return null;
    }

    /// <summary>What those who wait are told when something was thrown that no file system throws.</summary>
    public StoreException Unexpected(Exception error) =>
        new(Problem.NotWritable, $"'{segments.Name.Path}' could not be written ({error.Message.TrimEnd('.')}); run again, nothing acknowledged is lost.", segments.Name.Path, cause: error);

    private void WriteElsewhere()
    {
        Batch[] again = batches.Unsettled();
        segments.Abandon();
        lock (batches.Gate) segments.MoveOn();
        segments.WriteElsewhere(again, batches.Flushed);
    }

    // Part of a line does stay on a full disk; without it the file ends with what was acknowledged.
    private StoreException GiveUp(Exception error)
    {
        Exception cause = error is AggregateException all ? all.InnerExceptions[^1] : error;
        StoreException fault = SystemErrors.Writing(segments.Name.Path, cause);
        if (!segments.IsOpen) return new(fault.Problem, fault.Message, fault.File, cause: error);
        if (SystemErrors.IsDiskFull(cause) && Try(SaveWhatFits) is { } second) error = new AggregateException(error, second);
        return new(fault.Problem, fault.Message, fault.File, offset: segments.AcknowledgedEnd, cause: error);
    }

    // What was written before the disk was full may still be flushed.
    private void SaveWhatFits()
    {
        if (batches.WrittenCount > 0 && segments.TryFlush() is null) batches.Settle(batches.WrittenCount);
        segments.Cut();
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is judged here, and given to those who wait.")]
    private static Exception? Try(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
