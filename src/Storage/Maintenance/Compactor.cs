using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Takes lines out of one experiment's journals in whose place others count. Scores go first and newer runs before older ones, and what refers to a newer run before that, so that at
/// no moment a line refers to one that is gone.
/// </summary>
internal sealed class Compactor(StoreContext store, string experiment, CompactionPolicy policy, CancellationToken cancellation)
{
    private readonly ReferencedLines _referenced = new();
    private readonly HashSet<RunId> _reusesNewer = [];

    /// <summary>What would go. Takes no lock.</summary>
    /// <returns>One result a run, newest first.</returns>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public IReadOnlyList<CompactionResult> Plan() => [.. Survey().Select(Count)];

    /// <summary>Takes them out.</summary>
    /// <returns>What went; a run that is damaged, or somebody's work on the experiment, is an obstacle.</returns>
    /// <exception cref="StoreException">A segment can't be read or written: what was written until then is whole, and the next call goes on.</exception>
    /// <exception cref="OperationCanceledException">It was ended, likewise.</exception>
    public IReadOnlyList<CompactionResult> Run()
    {
        try
        {
            using ExperimentLocks locks = ExperimentLocks.Take(store, experiment);
            return Run(locks);
        }
        catch (StoreException error) when (error.Problem is Problem.Busy)
        {
            return [.. Wanted().Select(run => new CompactionCount(run).ToResult(error.Message))];
        }
    }

    private CompactionResult[] Run(ExperimentLocks locks)
    {
        RunFolder[] wanted = Wanted();
        foreach (RunFolder run in wanted)
        {
            Links.Refuse(store, run);
            TornTails.Cut(store.Files, run, RunFile.Read(store.Files, run).Ends);
        }

        CompactionResult[] results = [.. Plan()];
        RunFolder[] changed = [.. wanted.Where(run => Array.Exists(results, result => result.Run == run.Id && result.Lines > 0))];
        if (changed.Length == 0) return results;
        foreach (RunFolder run in changed) locks.TakeWriters(run);
        using (SafeFileHandle held = new CatalogWriter(store).Forget(changed))
        {
            Rewrite(changed, static (run, stream) => stream != run.Journal, static _ => true);
            Rewrite([.. changed.Where(run => _reusesNewer.Contains(run.Id))], static (run, stream) => stream == run.Journal, static kind => kind == LineKind.Reuse);
            Rewrite(changed, static (run, stream) => stream == run.Journal, static _ => true);
        }

        new CatalogWriter(store).Update(anew: false);
        return results;
    }

    // Newest first.
    private RunFolder[] Wanted() => [.. Enumerable.Reverse(store.Runs(experiment)).Where(run => policy.Run is not { } one || run.Id == one)];

    // What damage hides may refer to any line: nothing of the experiment goes then.
    private List<(RunFolder Run, string? Obstacle)> Survey()
    {
        string? obstacle = null;
        foreach (RunFolder run in Enumerable.Reverse(store.Runs(experiment)))
        {
            cancellation.ThrowIfCancellationRequested();
            using StandingLines lines = StandingLines.Read(store.Files, run);
            if (lines.Damage.IsDamaged) obstacle ??= $"Run '{run.Id}' is damaged ({lines.Damage.Lines[0].Reason}), and a damaged line may need one that would go; repair that run first.";
            else Refer(lines, policy.Run is null || policy.Run == run.Id);
        }

        return [.. Wanted().Select(run => (run, obstacle))];
    }

    private void Refer(StandingLines lines, bool isCompacted)
    {
        foreach (SegmentName segment in lines.Run.Streams().SelectMany(SegmentName.List))
        {
            using SegmentReader reader = new(store.Files, segment, new DamageLog());
            while (reader.Next())
            {
                if (reader.Kind is not (LineKind.Reuse or LineKind.Score or LineKind.Transform) || ReuseLine.ReferenceOf(reader.Line, reader.Body) is not { } reference) continue;
                // A line that goes needs nothing.
                if (!isCompacted || lines.Counts(reader, segment)) _referenced.Add(reference);
                else if (reader.Kind == LineKind.Reuse && reference.Run.CompareTo(lines.Run.Id) > 0) _reusesNewer.Add(lines.Run.Id);
            }
        }
    }

    private CompactionResult Count((RunFolder Run, string? Obstacle) one)
    {
        CompactionCount count = new(one.Run);
        if (one.Obstacle is null)
        {
            using StandingLines lines = StandingLines.Read(store.Files, one.Run);
            foreach (SegmentName segment in one.Run.Streams().SelectMany(SegmentName.List)) Read(lines, segment, count, static _ => true);
        }

        return count.ToResult(one.Obstacle);
    }

    private void Rewrite(RunFolder[] runs, Func<RunFolder, StreamName, bool> isWanted, Func<LineKind, bool> goes)
    {
        SegmentRewriter rewriter = new(store.Files, cancellation);
        foreach (RunFolder run in runs)
        {
            using StandingLines lines = StandingLines.Read(store.Files, run);
            // Every line that counts is asked for before the first segment changes: files that are open stay as they were.
            SegmentName[] segments = [.. run.Streams().Where(stream => isWanted(run, stream)).SelectMany(SegmentName.List)];
            foreach (SegmentName segment in segments) Read(lines, segment, new(run), goes);
            foreach (SegmentName segment in segments)
            {
                SegmentEdit edit = Read(lines, segment, new(run), goes);
                if (edit.IsChange) rewriter.Rewrite(edit);
            }
        }
    }

    private SegmentEdit Read(StandingLines lines, SegmentName segment, CompactionCount count, Func<LineKind, bool> goes)
    {
        cancellation.ThrowIfCancellationRequested();
        return SegmentEdit.Read(store.Files, segment, reader => goes(reader.Kind) ? Judge(lines, segment, reader, count) : LineVerdict.Keep);
    }

    private LineVerdict Judge(StandingLines lines, SegmentName segment, SegmentReader reader, CompactionCount count)
    {
        if (lines.Counts(reader, segment)) return LineVerdict.Keep;
        bool isFailure = false;
        if (reader.Kind == LineKind.Record && Stays(lines, segment.Writer, reader, out isFailure)) return LineVerdict.Keep;
        count.Add(reader.Kind, isFailure, reader.Line.Length);
        return LineVerdict.TakeOut(GapCause.Superseded);
    }

    // A record that does not count may be needed all the same.
    private bool Stays(StandingLines lines, string writer, SegmentReader reader, out bool isFailure)
    {
        isFailure = false;
        if (!RecordLine.TryIndex(reader.Line, reader.Body, out _, out int attempt, out bool succeeded) || lines.Generation(reader) is not { } found) return true;
        isFailure = !succeeded;
        if (isFailure && policy.KeepsFailures) return true;
        // Other runs are given the run's own record, whatever it reuses itself.
        if (succeeded && found.IsReuse) return true;
        // The highest attempt is what the next one is counted from.
        if (attempt == found.Attempts && attempt > lines.AttemptOf(found)) return true;
        return _referenced.Contains(lines.Run.Id, writer, reader.Sequence);
    }
}
