using System.Diagnostics;
using System.Globalization;
using TrialKeep.Orchestration.Limiting;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Telemetry;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Gets what one variant, transform or evaluation makes of its items: each item with its tries, through the lane's gate and the call's budget. What calls nobody
/// has no gate and asks no budget: there it costs a few comparisons an item.
/// </summary>
internal sealed class CallLane
{
    private readonly CallSubject _subject;
    private readonly VariantLimits _limits;
    private readonly CallTerms _terms;
    private readonly StageProgress _progress;
    private readonly SemaphoreSlim? _slots;
    private readonly VariantGate? _gate;
    private readonly TimedCall _call;
    private readonly RetryPolicy _retry;
    private readonly CancellationToken _begins;
    private readonly BudgetCaller _caller = new();
    private volatile bool _spends;

    /// <param name="subject">Who is called.</param>
    /// <param name="limits">Its limits; null when nothing says that it calls anybody. Then only retries of the call are its own.</param>
    /// <param name="terms">What all lanes of the call have in common.</param>
    /// <param name="progress">The progress of the stage.</param>
    /// <param name="slots">Bounds several lanes together; null for one.</param>
    public CallLane(CallSubject subject, VariantLimits? limits, CallTerms terms, StageProgress progress, SemaphoreSlim? slots = null)
    {
        (_subject, _terms, _progress, _slots) = (subject, terms, progress, slots);
        _limits = limits ?? new() { Retry = terms.Options.Limits.Retry };
        _gate = limits is null ? null : new(limits, terms.Options.Parallelism, terms.Time, progress.Waits);
        _spends = limits is not null;
        _call = new(subject, _limits.Timeout, terms.Time);
        _retry = _limits.Retry ?? RetryPolicy.None;
        _begins = subject.IsVariant ? terms.Stop.Asking : terms.Stop.Soon;
    }

    /// <summary>How many items at once at most.</summary>
    public int Most => _gate?.Most ?? _terms.Options.Parallelism;

    /// <summary>After this no other item is begun.</summary>
    public CancellationToken Begins => _begins;

    /// <summary>Gets an item's answer, or records why there is none.</summary>
    /// <returns>False when it was not begun.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<bool> RunAsync<TWork, TAnswer>(TWork work)
        where TWork : struct, ILaneWork<TAnswer>
    {
        using Deadline? deadline = _limits.ItemTimeout is { } longest ? new(longest, "the item's time-out", _terms.Time) : null;
        bool hasFailed = false;
        try
        {
            for (int tries = 1; ; tries++)
            {
                TryOutcome outcome = await TryAsync<TWork, TAnswer>(work, tries, deadline).ConfigureAwait(false);
                if (outcome.IsConcluded) hasFailed = false;
                if (outcome.Wait is not { } wait) return outcome.IsConcluded || tries > 1;
                hasFailed = true;
                await Task.Delay(wait, _terms.Time, _begins).ConfigureAwait(false);
            }
        }
        finally
        {
            // It was stopped between two tries: what there is of it is failures.
            if (hasFailed) _progress.Failed();
        }
    }

    private async ValueTask<TryOutcome> TryAsync<TWork, TAnswer>(TWork work, int tries, Deadline? deadline)
        where TWork : struct, ILaneWork<TAnswer>
    {
        CallTicket? ticket = null;
        if (_gate is not null && (ticket = await _gate.EnterAsync(_begins).ConfigureAwait(false)) is null) return default;
        bool isSlotTaken = false;
        try
        {
            if (_slots is not null) await _slots.WaitAsync(_begins).ConfigureAwait(false);
            isSlotTaken = _slots is not null;
            _begins.ThrowIfCancellationRequested();
            bool isHeld = _spends;
            if (isHeld && !await MayBeginAsync(tries).ConfigureAwait(false)) return default;
            CallReport report = new();
            CallResult<TAnswer> result = default;
            long started = _terms.Time.GetTimestamp();
            Usage? usage = null;
            using Activity? activity = work.Trace(tries);
            try
            {
                result = await _call.RunAsync<TWork, TAnswer>(work, tries, report, deadline, _terms.Stop.Now).ConfigureAwait(false);
            }
            finally
            {
                usage = report.Sum(_terms.Prices, _subject.Name);
                Spend(usage, isHeld, hasFailed: result.Failure is not null);
            }

            CallEnd end = new(tries, _terms.Time.GetUtcNow(), _terms.Time.GetElapsedTime(started), usage, report.Outcome);
            work.Traced(activity, end, result);
            CallTicket? taken = ticket;
            ticket = null;
            TimeSpan? wait = Conclude(work, end, result, taken, deadline);
            return new(IsConcluded: wait is null, wait);
        }
        finally
        {
            if (isSlotTaken) _slots!.Release();
            if (ticket is { } unused) _gate!.Leave(unused);
        }
    }

    private async ValueTask<bool> MayBeginAsync(int tries)
    {
        StopReason? reason = (_subject.IsVariant && tries == 1 ? _terms.Budget.TakeItem() : null) ?? await _terms.Budget.BeginAsync(_caller, _begins).ConfigureAwait(false);
        if (reason is not null) _terms.Stop.Stop(reason);
        return reason is null;
    }

    // Who has once said that it uses something up is asked for by the budget from then on.
    private void Spend(Usage? usage, bool isHeld, bool hasFailed)
    {
        if (usage is not null) _spends = true;
        if ((isHeld || usage is not null) && _terms.Budget.End(_caller, usage, isHeld, hasFailed) is { } reason) _terms.Stop.Stop(reason);
    }

    // How long to wait before the next try; null when there is to be none.
    private TimeSpan? Conclude<TWork, TAnswer>(in TWork work, in CallEnd end, in CallResult<TAnswer> result, CallTicket? ticket, Deadline? deadline)
        where TWork : struct, ILaneWork<TAnswer>
    {
        _progress.Tried(end.Usage, end.Tries);
        if ((result.Failure ?? work.Keep(end, result.Answer!)) is not { } failure)
        {
            if (ticket is { } answered) _gate!.Answered(answered, end.Usage);
            RunTelemetry.Item(_subject.StageName, _subject.Name, "succeeded");
            _progress.Answered(end.Outcome);
            return null;
        }

        work.Fail(end, failure.Error);
        TimeSpan? wait = _retry.DelayAfter(failure.Error.Kind, end.Tries, failure.RetryAfter, work.Seed) is { } delay && deadline?.Allows(delay) != false ? delay : null;
        if (_terms.Options.Logger is { } logger)
        {
            work.Log(logger, end.Tries, failure.Error);
            if (wait is { } time) RunLog.TriedAgain(logger, _subject.Name, work.Item, time);
        }

        // What is to stop has stopped before the next call is let through.
        if (wait is null && _subject.IsVariant && _terms.Budget.Fail() is { } reason) _terms.Stop.Stop(reason);
        if (ticket is { } failed && _gate!.Failed(failed, failure, end.Usage, isFinal: wait is null)) _terms.Stop.Stop(Tripped(failure));
        if (wait is not null) return wait;
        RunTelemetry.Item(_subject.StageName, _subject.Name, "failed");
        _progress.Failed();
        return null;
    }

    private StopReason Tripped(in CallFailure failure) => new(StopKind.Breaker, string.Create(CultureInfo.InvariantCulture,
        $"{_subject} failed {_limits.Breaker} times in a row with {failure.Error.Kind} and was asked no more; mend the cause and call again: {failure.Error.Message}"));

    // Neither concluded nor to be tried again is a try that was not begun.
    private readonly record struct TryOutcome(bool IsConcluded, TimeSpan? Wait);
}
