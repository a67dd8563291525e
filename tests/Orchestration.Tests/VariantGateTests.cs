using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Orchestration.Limiting;
using TrialKeep.Orchestration.Stages;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What is let through when, by a clock that only moves when it is told.</summary>
public sealed class VariantGateTests
{
    private static readonly CallFailure s_slower = new(new(FailureKind.RateLimited, "slower"), TimeSpan.FromSeconds(20));

    [Fact]
    public async Task A_service_that_asks_for_fewer_calls_gets_half_and_then_more_again()
    {
        JumpingClock clock = new();
        VariantGate gate = new(new(), 8, clock);
        CallTicket[] burst = [await Enter(gate), await Enter(gate), await Enter(gate)];
        // What was under way together says it together, and counts once.
        foreach (CallTicket ticket in burst) gate.Failed(ticket, s_slower, null, isFinal: true);
        Assert.Equal(4, gate.Allowed);
        TimeSpan before = clock.Elapsed;
        CallTicket next = await Enter(gate);
        Assert.True(clock.Elapsed - before >= TimeSpan.FromSeconds(20));
        gate.Answered(next, null);
        for (int i = 0; i < 40; i++) gate.Answered(await Enter(gate), null);
        Assert.Equal(8, gate.Allowed);
    }

    [Fact]
    public async Task Tokens_are_paid_for_after_the_call_that_needed_them()
    {
        JumpingClock clock = new();
        VariantGate gate = new(new() { TokensPerMinute = 600 }, 1, clock);
        List<TimeSpan> begun = [];
        for (int i = 0; i < 4; i++)
        {
            CallTicket ticket = await Enter(gate);
            begun.Add(clock.Elapsed);
            gate.Answered(ticket, new Usage(90, 10));
        }

        // Ten tokens a second, a hundred a call: the first one is let through on credit.
        for (int i = 1; i < begun.Count; i++) Assert.InRange(begun[i] - begun[i - 1], TimeSpan.FromSeconds(8.9), TimeSpan.FromSeconds(10.1));
    }

    [Fact]
    public async Task A_stopped_wait_ends()
    {
        VariantGate gate = new(new() { Concurrency = 1 }, 8, new JumpingClock());
        await Enter(gate);
        using CancellationTokenSource stop = new();
        Task waiting = gate.EnterAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Waits_double_within_their_bounds_and_are_the_same_for_the_same_seed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>().Filter(static seed => seed >= 0), Gen.Choose(1, 12).ToArbitrary(), static (seed, tries) =>
        {
            RetryPolicy policy = RetryPolicy.Transient(20);
            double whole = Math.Min(Math.Pow(2, tries - 1), 60);
            TimeSpan? wait = policy.DelayAfter(FailureKind.Timeout, tries, null, seed);
            Assert.InRange(wait!.Value.TotalSeconds, whole / 2 - 1e-6, whole + 1e-6);
            Assert.Equal(wait, policy.DelayAfter(FailureKind.Timeout, tries, TimeSpan.Zero, seed));
            Assert.Equal(TimeSpan.FromSeconds(90), policy.DelayAfter(FailureKind.Timeout, tries, TimeSpan.FromSeconds(90), seed));
            Assert.Null(policy.DelayAfter(FailureKind.RequestRefused, tries, null, seed));
            Assert.Null(policy.DelayAfter(FailureKind.Timeout, 21, null, seed));
            Assert.Null(policy.DelayAfter(FailureKind.Timeout, tries, TimeSpan.FromHours(1), seed));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Limits_that_are_none_are_refused()
    {
        foreach (VariantLimits limits in new VariantLimits[] { new() { Concurrency = 0 }, new() { Breaker = 0 }, new() { RequestsPerMinute = 0 }, new() { TokensPerMinute = double.NaN }, new() { Timeout = TimeSpan.Zero } })
        {
            Assert.Throws<ArgumentException>(() => limits.Check("the call"));
        }

        Assert.Equal(new VariantLimits { Concurrency = 2, Breaker = 5 }, new VariantLimits { Concurrency = 2 }.Over(new() { Concurrency = 3, Breaker = 5 }));
    }

    private static async Task<CallTicket> Enter(VariantGate gate) => (await gate.EnterAsync(TestContext.Current.CancellationToken))!.Value;
}
