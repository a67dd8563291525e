using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Limiting;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Gets one variant's answers: each item with its tries, through the variant's gate and the call's budget.</summary>
internal sealed class VariantLane<TTask, TRecord>(
    Plan<TTask, TRecord> plan, VariantSpec<TTask, TRecord> variant, VariantLimits limits, VariantGate gate, SemaphoreSlim? slots, BudgetGuard budget, PriceTable? prices,
    GenerateStage<TTask, TRecord> stage, StageProgress progress, StopTokens stop, RunOptions options, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly VariantCall<TTask, TRecord> _call = new(variant, limits.Timeout, time);
    private readonly RetryPolicy _retry = limits.Retry ?? RetryPolicy.None;

    /// <summary>Gets an item's answer, or records why there is none.</summary>
    /// <returns>False when it was not begun.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<bool> RunAsync(PendingGeneration generation)
    {
        PlannedTask<TTask> task = plan.TaskOf(generation.Index).Identified();
        long seed = Identities.Seed(0, "generation", plan.Keys[generation.Index].ToString());
        using Deadline? deadline = limits.ItemTimeout is { } longest ? new(longest, "the item's time-out", time) : null;
        bool hasFailed = false;
        try
        {
            for (int tries = 1; ; tries++)
            {
                VariantContext context = new(task.Item, plan.SampleOf(generation.Index), generation.Attempt + tries - 1, seed)
                {
                    Keeper = (artifact, content, cancellation) => stage.KeepAsync(generation.Index, task, artifact, content, cancellation),
                };
                TryOutcome outcome = await TryAsync(generation.Index, task, context, tries, deadline).ConfigureAwait(false);
                if (outcome.IsConcluded) hasFailed = false;
                if (outcome.Wait is not { } wait) return outcome.IsConcluded || tries > 1;
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
            using Activity? activity = RunTelemetry.Attempt(variant.Name, context);
            try
            {
                result = await _call.RunAsync(task.Task, context, deadline, stop.Now).ConfigureAwait(false);
            }
            finally
            {
                Spend(context);
            }

            envelope = envelope with { Time = time.GetUtcNow(), Elapsed = time.GetElapsedTime(started), Usage = context.Reported.Sum(prices, variant.Name), Outcome = context.Reported.Outcome };
            RunTelemetry.Ended(activity, variant.Name, envelope, result.Failure?.Error, options.TraceContent);
            if (options.TraceContent && result.Record is { } record) activity?.SetTag("trialkeep.output", Encoding.UTF8.GetString(Json.Write(record)));
            isOver = true;
            TimeSpan? wait = Conclude(index, task, envelope, result, ticket, tries, context.Seed, deadline);
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
    private TimeSpan? Conclude(int index, in PlannedTask<TTask> task, in RecordEnvelope envelope, in CallResult<TRecord> result, in CallTicket ticket, int tries, long seed, Deadline? deadline)
    {
        progress.Tried(envelope.Usage, tries);
        if ((result.Failure ?? stage.Append(index, task, envelope, result.Record!)) is not { } failure)
        {
            gate.Answered(ticket, envelope.Usage);
            RunTelemetry.Item("generate", variant.Name, "succeeded");
            progress.Answered(envelope.Outcome);
            return null;
        }

        stage.Append(index, task, envelope, failure.Error);
        TimeSpan? wait = _retry.DelayAfter(failure.Error.Kind, tries, failure.RetryAfter, seed) is { } delay && deadline?.Allows(delay) != false ? delay : null;
        if (options.Logger is { } logger) Log(logger, task.Item, envelope.Attempt, failure.Error, wait);
        // What is to stop has stopped before the next call is let through.
        if (wait is null && budget.Fail() is { } reason) stop.Stop(reason);
        if (gate.Failed(ticket, failure, envelope.Usage, isFinal: wait is null)) stop.Stop(Tripped(failure));
        if (wait is not null) return wait;
        RunTelemetry.Item("generate", variant.Name, "failed");
        progress.Failed();
        return null;
    }

    private void Log(ILogger logger, string item, int attempt, RecordError error, TimeSpan? wait)
    {
        RunLog.Failed(logger, variant.Name, item, attempt, error.Kind, error.Message);
        if (wait is { } time) RunLog.TriedAgain(logger, variant.Name, item, time);
    }

    private StopReason Tripped(in CallFailure failure) => new(StopKind.Breaker, string.Create(CultureInfo.InvariantCulture,
        $"The variant '{variant.Name}' failed {limits.Breaker} times in a row with {failure.Error.Kind} and was asked no more; mend the cause and call again: {failure.Error.Message}"));

    // Neither concluded nor to be tried again is a try that was not begun.
    private readonly record struct TryOutcome(bool IsConcluded, TimeSpan? Wait);
}
