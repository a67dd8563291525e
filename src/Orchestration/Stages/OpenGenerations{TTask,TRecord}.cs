using System.Runtime.CompilerServices;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// The generations of a plan that its run lacks. What other runs know is taken over while they are gone through, or, when the run is shared, by whoever
/// claims it; the variants are to be asked for the others.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="session">The run.</param>
/// <param name="options">What the call is to do.</param>
/// <param name="scores">The scores of other runs, which are read from the first record that is taken over.</param>
internal sealed class OpenGenerations<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, RunOptions options, ScoreLookups<TTask, TRecord> scores) : IDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly LazyLookup _lookup = new(() => session.Lookup(plan.Count));
    private readonly TaskRevisions<TTask, TRecord> _revisions = new(plan, session);

    /// <summary>What is to be generated, in plan order.</summary>
    /// <param name="erased">What is not to be made again.</param>
    // Compiled well at once: it is called once, and goes over everything.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PendingList<PendingGeneration> Pending(ErasedWork erased)
    {
        PendingList<PendingGeneration> pending = new();
        StoredGeneration?[] piece = new StoredGeneration?[Math.Min(TaskList<TTask>.PieceLength, plan.Count)];
        for (int i = 0; i < plan.Count; i++)
        {
            int place = i % TaskList<TTask>.PieceLength;
            if (place == 0) Look(i, piece);
            (bool stored, StoredGeneration generation) = (piece[place] is not null, piece[place].GetValueOrDefault());
            if (stored && generation.Succeeded)
            {
                _revisions.Note(i, generation.Reference.Run);
            }
            else if (plan.TombstoneOf(erased, i) is not null)
            {
                continue;
            }
            else if ((options.Shared || !Reuse(i)) && !session.Reader.IsErased(plan.Keys[i])
                && (options.Only == WorkFilter.Everything || (options.Only == WorkFilter.Failed && stored) || (options.Only == WorkFilter.Missing && !stored)))
            {
                pending.Add(new(i, (stored ? generation.Attempts : 0) + 1));
            }
        }

        _revisions.Append();
        return pending;
    }

    /// <summary>Takes the record of a generation from another run; false when none has it.</summary>
    public bool TakeOver(int index)
    {
        // The variants' feeds ask side by side.
        lock (_revisions)
        {
            if (!Reuse(index)) return false;
            _revisions.Append();
            return true;
        }
    }

    /// <summary>Closes what other runs were read through.</summary>
    public void Dispose() => _lookup.Dispose();

    // What the run knows of the next generations, which are looked up side by side.
    private void Look(int from, StoredGeneration?[] found) =>
        RowWork.Each(Math.Min(found.Length, plan.Count - from), place => found[place] = session.Reader.TryGet(plan.Keys[from + place], out StoredGeneration one) ? one : null);

    // What another run knows is made part of this one, and so is what was edited in a task without changing its key.
    private bool Reuse(int index)
    {
        if (session.Reader.Info.IsFresh || !_lookup.TryFind(plan.Keys[index], out RecordReference reference)) return false;
        if (options is { Until: >= RunStage.Evaluate, Replay: null, Shared: false }) scores.Begin();
        session.Writer.Reuse(plan.Keys[index], reference);
        _revisions.Note(index, reference.Run, _lookup.Runs);
        return true;
    }
}
