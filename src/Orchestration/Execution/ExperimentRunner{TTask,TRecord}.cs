using System.Diagnostics;
using TrialKeep.Orchestration.Data;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Resuming;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Orchestration.Submitting;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.DataSets;
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
        if (options is { Resume: not null, Fresh: true }) throw new ArgumentException("A fresh run is a new one, and a resumed one is there already; leave one of them out.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFailures ?? 1, 1);
        options.Limits.Check("the call");
        options.Budget.Check();
        foreach (string name in options.Stages.Where(name => !plan.Experiment.Stages.Any(stage => stage.Name == name))) throw new InvalidInputException($"The experiment '{plan.Experiment.Name}' has no stage '{name}'; take one that it adds with Stage(...).");
        _plan = plan;
        _stored = store.Experiment(plan.Experiment.Name);
        _options = options;
        _time = time ?? TimeProvider.System;
    }

    private ExperimentRunner(Plan<TTask, TRecord> plan, StoredExperiment stored, RunOptions options, TimeProvider time) =>
        (_plan, _stored, _options, _time) = (plan, stored, options, time);

    /// <summary>Executes the plan.</summary>
    /// <exception cref="OfflineMissException">Something is not stored and the call is offline; nothing was written.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written or read.</exception>
    public Task<Run<TTask, TRecord>> RunAsync(IProgress<RunProgress>? observer = null, CancellationToken cancellation = default) => RunAsync(observer, null, cancellation);

    /// <summary>Executes the plan in the background of this process.</summary>
    /// <param name="observer">Told of progress, besides the handle.</param>
    /// <returns>A handle that knows the run, its progress and its end; disposing it stops the run.</returns>
    public RunHandle<TTask, TRecord> Submit(IProgress<RunProgress>? observer = null) => RunHandle<TTask, TRecord>.Start(this, observer);

    /// <summary>Begins the run of the plan without asking anything, or finds it where it was begun before: it is pending until somebody runs or resumes it.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written, or another process works on the run.</exception>
    public async Task<RunId> PrepareAsync()
    {
        RunSession session = Open(looksUp: 0, isPending: true);
        await using (session.ConfigureAwait(false)) return session.Id;
    }

    internal async Task<Run<TTask, TRecord>> RunAsync(IProgress<RunProgress>? observer, Action<RunId>? begun, CancellationToken cancellation)
    {
        if (_options.Offline) OfflineCheck.Demand(_plan, _stored, _options.Resume ?? _stored.LatestRun(_plan.Manifest));
        using StopTokens stop = new(_options.GracePeriod, cancellation, _options.Budget.Time, _time, _options.Logger is { } log ? reason => RunLog.Stopped(log, reason.Message) : null);
        // Whatever is planned is looked for, before anything is asked.
        RunSession session = Open(_plan.Count);
        await using (session.ConfigureAwait(false))
        {
            begun?.Invoke(session.Id);
            using Activity? activity = RunTelemetry.Run(_plan.Experiment.Name, session.Id);
            await NoteDataAsync(session, cancellation).ConfigureAwait(false);
            OwnCode code = new(session, stop, _options.Logger);
            StageHooks<TTask, TRecord> hooks = new(_plan, session, code, stop);
            CallTerms terms = CallTerms.Of(_options, _options.Prices ?? _plan.Experiment.PriceTable, session, stop, _time);
            using ScoreLookups<TTask, TRecord> others = new(_stored, session.Id, _plan.Experiment.Evaluations);
            using ScoresAhead ahead = new(session.Reader, _plan.Experiment.Evaluations.IsEmpty ? null : run => Scores(run, _plan.Experiment.Evaluations[0]));
            RunProgress generated = await GenerateAsync(session, observer, hooks, others, terms).ConfigureAwait(false);
            List<RunProgress> stages = [generated];
            OwnStages<TTask, TRecord> own = new(_plan, session, code, _options, _time, observer, stages, stop);
            await RunOwnAsync(own, RunStage.Generate, session, generated.Done, transformed: 0).ConfigureAwait(false);
            int transformed = _options.Until >= RunStage.Transform ? await TransformAsync(session, observer, hooks, stages, terms).ConfigureAwait(false) : 0;
            if (_options.Until >= RunStage.Transform) await RunOwnAsync(own, RunStage.Transform, session, generated.Done, transformed).ConfigureAwait(false);
            List<EvaluationReader> scores = [];
            int evaluated = 0;
            bool evaluates = _options.Until >= RunStage.Evaluate && !stop.Soon.IsCancellationRequested && await hooks.BeforeAsync(RunStage.Evaluate, stages).ConfigureAwait(false);
            foreach (EvaluationSpec<TTask, TRecord> evaluation in _plan.Experiment.Evaluations)
            {
                EvaluationReader stored = (scores.Count == 0 ? await ahead.TakeAsync(session.Reader).ConfigureAwait(false) : null) ?? Scores(session.Reader, evaluation);
                if (evaluates && !stop.Soon.IsCancellationRequested)
                {
                    using ScoreLookup lookup = others.Take(scores.Count);
                    stages.Add(await EvaluateAsync(session, evaluation, stored, lookup, observer, stages, terms).ConfigureAwait(false));
                    evaluated += stages[^1].Done;
                }

                scores.Add(await CurrentAsync(session, evaluation, stored).ConfigureAwait(false));
            }

            if (evaluates) await hooks.AfterAsync(RunStage.Evaluate, stages).ConfigureAwait(false);
            Run<TTask, TRecord> run = new(_plan, session.DetachReader(), _stored.Erased(), [.. scores], generated.Done, evaluated, stop.IsCancelled, transformed)
            {
                Summary = new(stages.Sum(static stage => stage.Retries), generated.Refused, generated.Truncated, stages[^1].Spent),
                Stop = stop.Reason,
            };
            if (evaluates) await RunOwnAsync(own, run, scores, stop).ConfigureAwait(false);
            run.SaveStatus(session);
            if (_options.Logger is { } logger) RunLog.Ended(logger, _plan.Experiment.Name, run.Id, run.Status, run.Counts.Generated, run.Counts.Cached, run.Counts.Failed, run.Counts.Missing);
            return run;
        }
    }

    /// <summary>Asks the variants for what is not stored, and leaves transforms and scores for another call.</summary>
    /// <exception cref="OfflineMissException">Something is not stored and the call is offline; nothing was written.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written or read.</exception>
    public Task<Run<TTask, TRecord>> GenerateAsync(IProgress<RunProgress>? observer = null, CancellationToken cancellation = default) =>
        With(_options with { Until = RunStage.Generate }).RunAsync(observer, cancellation);

    /// <summary>Transforms what is stored and not transformed yet; no variant is asked and nothing is scored.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written or read.</exception>
    public Task<Run<TTask, TRecord>> TransformAsync(IProgress<RunProgress>? observer = null, CancellationToken cancellation = default) =>
        With(_options with { Until = RunStage.Transform, Only = WorkFilter.Outdated }).RunAsync(observer, cancellation);

    /// <summary>Transforms and scores what is stored and has no current output or score; no variant is asked.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written or read.</exception>
    public Task<Run<TTask, TRecord>> EvaluateAsync(IProgress<RunProgress>? observer = null, CancellationToken cancellation = default) =>
        With(_options with { Until = RunStage.Evaluate, Only = WorkFilter.Outdated }).RunAsync(observer, cancellation);

    /// <summary>
    /// Computes a stage and those after it anew from the stored records, whether what is there is current or not; what was there before stays as
    /// evidence. No variant is asked.
    /// </summary>
    /// <param name="stage">The stage to begin with: transform or evaluate. Variants answer anew in a fresh run.</param>
    /// <param name="observer">Sees the progress.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">The stage is that of the variants.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be written or read.</exception>
    public Task<Run<TTask, TRecord>> ReplayAsync(RunStage stage, IProgress<RunProgress>? observer = null, CancellationToken cancellation = default) =>
        stage is RunStage.Transform or RunStage.Evaluate
            ? With(_options with { Until = RunStage.Evaluate, Only = WorkFilter.Outdated, Replay = stage }).RunAsync(observer, cancellation)
            : throw new ArgumentException("A replay asks no variant; for new answers begin a fresh run.", nameof(stage));

    /// <summary>The latest run of the plan as it is stored; null when there is none. Nothing runs and nothing is written.</summary>
    public Run<TTask, TRecord>? Read()
    {
        if (_stored.LatestRun(_plan.Manifest) is not { } latest) return null;
        RunReader reader = _stored.Read(latest);
        EvaluationReader[] scores = [.. _plan.Experiment.Evaluations.Select(evaluation => Scores(reader, evaluation))];
        return new(_plan, reader, _stored.Erased(), scores, generated: 0, evaluated: 0, cancelled: false);
    }

    private ExperimentRunner<TTask, TRecord> With(RunOptions options) => new(_plan, _stored, options, _time);

    /// <summary>How far the latest run of the plan is, whoever works on it; null when there is none. Nothing runs and nothing is written.</summary>
    public StoredProgress? Progress() => _stored.LatestRun(_plan.Manifest) is { } latest ? StoredProgress.Read(_stored, latest) : null;

    /// <summary>Takes up the run that a call would work on, without asking anything.</summary>
    internal RunSession Begin() => Open(looksUp: 0);

    private RunSession Open(int looksUp, bool isPending = false)
    {
        RunStart start = new()
        {
            CommandLine = _options.CommandLine,
            IsFresh = _options.Fresh,
            Pending = isPending,
            Shared = _options.Shared,
            LooksUp = looksUp,
            Schemas = [TTask.Schema, .. _plan.Variants.Select(static variant => variant.Schema).Distinct(), TRecord.Schema],
        };
        if (_options.Resume is { } run)
        {
            ResumeCheck.Demand(_plan, _stored, run);
            return _stored.Continue(run, start);
        }

        return _options.Fresh ? _stored.Begin(_plan.ToManifest(), start) : _stored.ContinueOrBegin(_plan.Manifest, _plan.ToManifest, start);
    }

    // Which files the tasks were read from, as they were when they were: their digests were made while they were read.
    private async Task NoteDataAsync(RunSession session, CancellationToken cancellation)
    {
        foreach (DataOrigin origin in _plan.Experiment.Source?.Origins ?? []) await NoteAsync(session, origin, cancellation).ConfigureAwait(false);
    }

    private static async Task NoteAsync(RunSession session, DataOrigin origin, CancellationToken cancellation)
    {
        if (origin.Source is not { Read: { } read } source) return;
        DataDescription? said = origin.Description;
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

    private async Task<RunProgress> GenerateAsync(RunSession session, IProgress<RunProgress>? observer, StageHooks<TTask, TRecord> hooks, ScoreLookups<TTask, TRecord> scores, CallTerms terms)
    {
        using OpenGenerations<TTask, TRecord> open = new(_plan, session, _options, scores);
        PendingList<PendingGeneration> pending = open.Pending(_stored.Erased());
        // A call that only works on what is stored asks nothing: no server is started for it.
        bool isHooked = _options is { Only: not WorkFilter.Outdated, Offline: false };
        bool begins = !isHooked || await hooks.BeforeAsync(RunStage.Generate, [], pending.Count).ConfigureAwait(false);
        StageProgress progress = new(RunStage.Generate, _plan.Count, _plan.Count - pending.Count, _time, observer);
        progress.Report();
        if (_options.Logger is { } logger) RunLog.Begun(logger, _plan.Experiment.Name, session.Id, _plan.Count, pending.Count);
        if (begins && pending.Count > 0)
        {
            session.SetStatus(RunStatus.Running, session.Reader.Info.Counts);
            await new GenerateStage<TTask, TRecord>(_plan, session, open.TakeOver, terms).RunAsync(pending, progress).ConfigureAwait(false);
        }

        await session.RefreshAsync().ConfigureAwait(false);
        if (isHooked && begins) await hooks.AfterAsync(RunStage.Generate, [progress.Now]).ConfigureAwait(false);
        return progress.Now;
    }

    private async Task<int> TransformAsync(RunSession session, IProgress<RunProgress>? observer, StageHooks<TTask, TRecord> hooks, List<RunProgress> stages, CallTerms terms)
    {
        if (terms.Stop.Soon.IsCancellationRequested || !await hooks.BeforeAsync(RunStage.Transform, stages).ConfigureAwait(false)) return 0;
        int made = await TransformAsync(session, observer, stages, terms).ConfigureAwait(false);
        await hooks.AfterAsync(RunStage.Transform, stages).ConfigureAwait(false);
        return made;
    }

    // A transform reads what the one before it has made durable: those that build on nothing come first, together.
    private async Task<int> TransformAsync(RunSession session, IProgress<RunProgress>? observer, List<RunProgress> earlier, CallTerms terms)
    {
        int made = 0;
        using TransformLookup? others = session.Reader.Info.IsFresh || _options.Replay is not null ? null : new(_stored, session.Id);
        foreach (IGrouping<int, Transform<TRecord>> depth in _plan.Experiment.Transforms.GroupBy(static transform => transform.Depth).OrderBy(static depth => depth.Key))
        {
            if (terms.Stop.Soon.IsCancellationRequested) break;
            TransformStage<TTask, TRecord> stage = new(_plan, session, others, terms);
            PendingTransforms<TRecord> pending = stage.Pending([.. depth], out int cached);
            StageProgress progress = new(RunStage.Transform, pending.Count + cached, cached, _time, observer, [.. earlier]);
            progress.Report();
            if (pending.Count > 0) await stage.RunAsync(pending, progress).ConfigureAwait(false);
            made += stage.Made;
            earlier.Add(progress.Now);
            if (stage.HasAppended) await session.RefreshAsync().ConfigureAwait(false);
        }

        return made;
    }

    private async Task<RunProgress> EvaluateAsync(
        RunSession session, EvaluationSpec<TTask, TRecord> evaluation, EvaluationReader stored, ScoreLookup others, IProgress<RunProgress>? observer, IReadOnlyList<RunProgress> earlier,
        CallTerms terms)
    {
        using EvaluateStage<TTask, TRecord> stage = new(_plan, evaluation, session, stored, others, terms);
        PendingList<int> pending = stage.Pending(out int cached);
        StageProgress progress = new(RunStage.Evaluate, pending.Count + cached, cached, _time, observer, [.. earlier]);
        progress.Report();
        if (pending.Count > 0) await stage.RunAsync(pending, progress).ConfigureAwait(false);
        return progress.Now;
    }

    // What stands before the scores sees the run as it is then, with the scores that are there; it ends before the reader is replaced.
    private async Task RunOwnAsync(OwnStages<TTask, TRecord> own, RunStage after, RunSession session, int generated, int transformed)
    {
        EvaluationReader[] scores = [];
        try
        {
            await own.RunAsync(after, [], () =>
            {
                scores = [.. _plan.Experiment.Evaluations.Select(evaluation => Scores(session.Reader, evaluation))];
                return new(_plan, session.Reader, _stored.Erased(), scores, generated, evaluated: 0, cancelled: false, transformed);
            }).ConfigureAwait(false);
        }
        finally
        {
            foreach (EvaluationReader reader in scores) reader.Dispose();
        }
    }

    private static async Task RunOwnAsync(OwnStages<TTask, TRecord> own, Run<TTask, TRecord> run, IReadOnlyList<EvaluationReader> scores, StopTokens stop)
    {
        try
        {
            await own.RunAsync(RunStage.Evaluate, scores, () => run).ConfigureAwait(false);
        }
        catch
        {
            run.Dispose();
            throw;
        }

        (run.Stop, run.WasCancelled) = (stop.Reason, stop.IsCancelled);
    }

    private static EvaluationReader Scores(RunReader run, EvaluationSpec<TTask, TRecord> evaluation) => run.Evaluation(evaluation.Name, evaluation.Identity);

    // What was read stands for the run, unless scores were added since: by this call, or by whoever shares the run.
    private async Task<EvaluationReader> CurrentAsync(RunSession session, EvaluationSpec<TTask, TRecord> evaluation, EvaluationReader stored)
    {
        if (!_options.Shared && !session.Writer.HasAppended) return stored;
        await session.FlushAsync().ConfigureAwait(false);
        stored.Dispose();
        return Scores(session.Reader, evaluation);
    }
}
