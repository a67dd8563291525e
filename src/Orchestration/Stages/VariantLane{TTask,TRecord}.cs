using System.Globalization;
using TrialKeep.Orchestration.Limiting;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Gets one variant's answers: each item with its tries, through the variant's gate and the call's budget.</summary>
internal sealed class VariantLane<TTask, TRecord>(
    Plan<TTask, TRecord> plan, VariantSpec<TTask, TRecord> variant, VariantLimits limits, VariantGate gate, SemaphoreSlim? slots, BudgetGuard budget, PriceTable? prices,
    GenerateStage<TTask, TRecord> stage, StageProgress progress, StopTokens stop, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly VariantCall<TTask, TRecord> _call = new(variant, limits.Timeout, time);
    private readonly RetryPolicy _retry = limits.Retry ?? RetryPolicy.None;

    /// <summary>Gets an item's answer, or records why there is none.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(PendingGeneration generation)
    {
        PlannedTask<TTask> task = plan.TaskOf(generation.Index);
        long seed = Identities.Seed(0, "generation", plan.Keys[generation.Index].ToString());
        using Deadline? deadline = limits.ItemTimeout is { } longest ? new(longest, "the item's time-out", time) : null;
        bool hasFailed = false;
        try
        {
            for (int tries = 1; ; tries++)
            {
                VariantContext context = new(task.Item, plan.SampleOf(generation.Index), generation.Attempt + tries - 1, seed);
                TryOutcome outcome = await TryAsync(generation.Index, task, context, tries, deadline).ConfigureAwait(false);
                if (outcome.IsConcluded) hasFailed = false;
                if (outcome.Wait is not { } wait) return;
                hasFailed = true;
                await Task.Delay(wait, time, stop.Asking).ConfigureAwait(false);
            }
        }
        finally
        {
            // It was stopped between two tries: what there is of it is failures.
            if (hasFailed) progress.Failed();
        }
    }

    private async Task<TryOutcome> TryAsync(int index, PlannedTask<TTask> task, VariantContext context, int tries, Deadline? deadline)
    {
        if (await gate.EnterAsync(stop.Asking).ConfigureAwait(false) is not { } ticket) return default;
        bool isOver = false;
        bool isSlotTaken = false;
        try
        {
            if (slots is not null) await slots.WaitAsync(stop.Asking).ConfigureAwait(false);
            isSlotTaken = slots is not null;
            if (!await MayBeginAsync(tries).ConfigureAwait(false)) return default;
            RecordEnvelope envelope = Envelope(index, task, context);
            CallResult<TRecord> result = default;
            long started = time.GetTimestamp();
            try
            {
                result = await _call.RunAsync(task.Task, context, deadline, stop.Now).ConfigureAwait(false);
            }
            finally
            {
                Spend(context);
            }

            envelope = envelope with { Time = time.GetUtcNow(), Elapsed = time.GetElapsedTime(started), Usage = context.Reported.Sum(prices, variant.Name), Outcome = context.Reported.Outcome };
            isOver = true;
            TimeSpan? wait = Conclude(index, envelope, result, ticket, tries, context.Seed, deadline);
            return new(IsConcluded: wait is null, wait);
        }
        finally
        {
            if (isSlotTaken) slots!.Release();
            if (!isOver) gate.Leave(ticket);
        }
    }

    private async ValueTask<bool> MayBeginAsync(int tries)
    {
        stop.Asking.ThrowIfCancellationRequested();
        StopReason? reason = (tries == 1 ? budget.TakeItem() : null) ?? await budget.BeginAsync(stop.Asking).ConfigureAwait(false);
        if (reason is not null) stop.Stop(reason);
        return reason is null;
    }

    private void Spend(VariantContext context)
    {
        if (budget.End(context.Reported.Sum(prices, variant.Name)) is { } reason) stop.Stop(reason);
    }

    private RecordEnvelope Envelope(int index, in PlannedTask<TTask> task, VariantContext context) =>
        new(plan.Keys[index], task.Key.Id, variant.Key.Id, context.Sample, context.Attempt, time.GetUtcNow(), TimeSpan.Zero);

    // How long to wait before the next try; null when there is to be none.
    private TimeSpan? Conclude(int index, in RecordEnvelope envelope, in CallResult<TRecord> result, in CallTicket ticket, int tries, long seed, Deadline? deadline)
    {
        progress.Tried(envelope.Usage, tries);
        if ((result.Failure ?? stage.Append(index, envelope, result.Record!)) is not { } failure)
        {
            gate.Answered(ticket, envelope.Usage);
            progress.Answered(envelope.Outcome);
            return null;
        }

        stage.Append(index, envelope, failure.Error);
        TimeSpan? wait = _retry.DelayAfter(failure.Error.Kind, tries, failure.RetryAfter, seed) is { } delay && deadline?.Allows(delay) != false ? delay : null;
        // What is to stop has stopped before the next call is let through.
        if (wait is null && budget.Fail() is { } reason) stop.Stop(reason);
        if (gate.Failed(ticket, failure, envelope.Usage, isFinal: wait is null)) stop.Stop(Tripped(failure));
        if (wait is null) progress.Failed();
        return wait;
    }

    private StopReason Tripped(in CallFailure failure) => new(StopKind.Breaker, string.Create(CultureInfo.InvariantCulture,
        $"The variant '{variant.Name}' failed {limits.Breaker} times in a row with {failure.Error.Kind} and was asked no more; mend the cause and call again: {failure.Error.Message}"));

    // Neither concluded nor to be tried again is a try that was not begun.
    private readonly record struct TryOutcome(bool IsConcluded, TimeSpan? Wait);
}
