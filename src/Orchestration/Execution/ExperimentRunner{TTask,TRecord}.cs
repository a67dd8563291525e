using TrialKeep.Orchestration.Data;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>
/// Executes a plan on a store. The same plan again continues an unfinished run, and on a finished one computes what is missing or outdated;
/// another plan starts a new run, which reuses what any run of the experiment knows.
/// </summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class ExperimentRunner<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly Plan<TTask, TRecord> _plan;
    private readonly StoredExperiment _stored;
    private readonly RunOptions _options;
    private readonly TimeProvider _time;

    /// <summary>A runner of one plan.</summary>
    public ExperimentRunner(Plan<TTask, TRecord> plan, TrialKeep.Storage.Store store, RunOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallelism, 1);
        if (options is { Offline: true, Fresh: true }) throw new ArgumentException("A fresh run looks nothing up, and an offline call asks nothing: together they can do nothing.", nameof(options));
        _plan = plan;
        _stored = store.Experiment(plan.Experiment.Name);
        _options = options;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Executes the plan.</summary>
    /// <exception cref="OfflineMissException">Something is not stored and the call is offline; nothing was written.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written or read.</exception>
    public async Task<Run<TTask, TRecord>> RunAsync(IProgress<RunProgress>? observer = null, CancellationToken cancellation = default)
    {
        if (_options.Offline) OfflineCheck.Demand(_plan, _stored, _stored.LatestRun(_plan.Manifest));
        using StopTokens stop = new(_options.GracePeriod, cancellation);
        RunSession session = Open();
        await using (session.ConfigureAwait(false))
        {
            await NoteDataAsync(session, cancellation).ConfigureAwait(false);
            int generated = await GenerateAsync(session, observer, stop).ConfigureAwait(false);
            List<EvaluationReader> scores = [];
            int evaluated = 0;
            foreach (EvaluationSpec<TTask, TRecord> evaluation in _plan.Experiment.Evaluations)
            {
                EvaluationReader stored = session.Reader.Evaluation(evaluation.Name, evaluation.Identity);
                if (!cancellation.IsCancellationRequested) evaluated += await EvaluateAsync(session, evaluation, stored, observer, stop).ConfigureAwait(false);
                scores.Add(await CurrentAsync(session, evaluation, stored).ConfigureAwait(false));
            }

            Run<TTask, TRecord> run = new(_plan, session.DetachReader(), _stored.Erased(), [.. scores], generated, evaluated, cancellation.IsCancellationRequested);
            run.SaveStatus(session);
            return run;
        }
    }

    /// <summary>The latest run of the plan as it is stored; null when there is none. Nothing runs and nothing is written.</summary>
    public Run<TTask, TRecord>? Read()
    {
        if (_stored.LatestRun(_plan.Manifest) is not { } latest) return null;
        RunReader reader = _stored.Read(latest);
        EvaluationReader[] scores = [.. _plan.Experiment.Evaluations.Select(evaluation => reader.Evaluation(evaluation.Name, evaluation.Identity))];
        return new(_plan, reader, _stored.Erased(), scores, generated: 0, evaluated: 0, cancelled: false);
    }

    private RunSession Open()
    {
        RunStart start = new()
        {
            CommandLine = _options.CommandLine,
            IsFresh = _options.Fresh,
            Schemas = [TTask.Schema, .. _plan.Variants.Select(static variant => variant.Schema).Distinct(), TRecord.Schema],
        };
        return _options.Fresh ? _stored.Begin(_plan.ToManifest(), start) : _stored.ContinueOrBegin(_plan.Manifest, _plan.ToManifest, start);
    }

    // Which file the tasks were read from, as it was when they were: its digest was made while it was read.
    private async Task NoteDataAsync(RunSession session, CancellationToken cancellation)
    {
        if (_plan.Experiment.Source is not { Source: { Read: { } read } source } data) return;
        DataDescription? said = data.Description;
        DataSetSnapshot snapshot = new(said?.Name ?? Path.GetFileName(source.Path), read.Content, read.Bytes, read.Rows)
        {
            Source = source.Path,
            Revision = said?.Revision,
            Split = said?.Split,
            Licence = said?.Licence,
        };
        if (said is not { IsKept: true }) session.DataSet(snapshot);
        else if (!cancellation.IsCancellationRequested) await session.KeepDataSetAsync(snapshot, () => DataFile.Open(source.Path), cancellation).ConfigureAwait(false);
    }

    private async Task<int> GenerateAsync(RunSession session, IProgress<RunProgress>? observer, StopTokens stop)
    {
        List<PendingGeneration> pending = Pending(session);
        StageProgress progress = new(RunStage.Generate, _plan.Count, _plan.Count - pending.Count, _time, observer);
        progress.Report();
        if (pending.Count > 0)
        {
            session.SetStatus(RunStatus.Running, session.Reader.Info.Counts);
            await new GenerateStage<TTask, TRecord>(_plan, session.Writer, _options, _time).RunAsync(pending, progress, stop).ConfigureAwait(false);
        }

        await session.RefreshAsync().ConfigureAwait(false);
        return progress.Done;
    }

    // What is to be generated. What other runs know is taken over on the way, and so is what was edited in a task without changing its key.
    private List<PendingGeneration> Pending(RunSession session)
    {
        List<PendingGeneration> pending = [];
        using LazyLookup lookup = new(_stored, session.Id, _plan.Count);
        ErasedWork erased = _stored.Erased();
        bool looksUp = !session.Reader.Info.IsFresh;
        bool[] revised = new bool[_plan.Tasks.Count];
        for (int i = 0; i < _plan.Count; i++)
        {
            bool stored = session.Reader.TryGet(_plan.Keys[i], out StoredGeneration generation);
            if (stored && generation.Succeeded)
            {
                Revise(session, revised, i, generation.Reference);
            }
            else if (_plan.TombstoneOf(erased, i) is not null)
            {
                continue;
            }
            else if (looksUp && lookup.TryFind(_plan.Keys[i], out RecordReference reference))
            {
                session.Writer.Reuse(_plan.Keys[i], reference);
                Revise(session, revised, i, reference);
            }
            else if (session.Reader.IsErased(_plan.Keys[i]))
            {
                continue;
            }
            else if (_options.Only == WorkFilter.Everything || (_options.Only == WorkFilter.Failed && stored) || (_options.Only == WorkFilter.Missing && !stored))
            {
                pending.Add(new(i, (stored ? generation.Attempts : 0) + 1));
            }
        }

        return pending;
    }

    private void Revise(RunSession session, bool[] revised, int index, in RecordReference record)
    {
        int place = _plan.TaskIndexOf(index);
        if (revised[place]) return;
        revised[place] = true;
        PlannedTask<TTask> task = _plan.Tasks[place];
        session.Writer.Revise(task.Key, task.Item, task.Task, task.Content, record.Run);
    }

    private async Task<int> EvaluateAsync(
        RunSession session, EvaluationSpec<TTask, TRecord> evaluation, EvaluationReader stored, IProgress<RunProgress>? observer, StopTokens stop)
    {
        using ScoreLookup others = new(_stored, session.Id, evaluation.Name, evaluation.Identity);
        EvaluateStage<TTask, TRecord> stage = new(_plan, evaluation, session.Reader, stored, session.Writer, others, _options, _time);
        List<int> pending = stage.Pending(out int cached);
        StageProgress progress = new(RunStage.Evaluate, pending.Count + cached, cached, _time, observer);
        progress.Report();
        if (pending.Count > 0) await stage.RunAsync(pending, progress, stop).ConfigureAwait(false);
        return progress.Done;
    }

    // What was read stands for the run, unless scores were added since.
    private static async Task<EvaluationReader> CurrentAsync(RunSession session, EvaluationSpec<TTask, TRecord> evaluation, EvaluationReader stored)
    {
        if (!session.Writer.HasAppended) return stored;
        await session.Writer.FlushAsync().ConfigureAwait(false);
        stored.Dispose();
        return session.Reader.Evaluation(evaluation.Name, evaluation.Identity);
    }
}
