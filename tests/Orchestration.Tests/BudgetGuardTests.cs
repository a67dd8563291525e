using TrialKeep.Orchestration.Limiting;

namespace TrialKeep.Orchestration.Tests;

public sealed class BudgetGuardTests
{
    [Fact]
    public async Task A_call_of_unknown_cost_is_the_last_one_however_many_wait()
    {
        for (int round = 0; round < 500; round++)
        {
            BudgetGuard guard = new(new Budget { Cost = 1 }, maxFailures: null, "EUR");
            BudgetCaller caller = new();
            int calls = 0;
            StopReason?[] reasons = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                StopReason? reason = await guard.BeginAsync(caller, TestContext.Current.CancellationToken);
                if (reason is not null) return reason;
                Interlocked.Increment(ref calls);
                return guard.End(caller, new Usage(9, 1));
            })));
            Assert.Equal(1, calls);
            Assert.All(reasons, static reason => Assert.Equal(StopKind.Cost, reason?.Kind));
        }
    }

    [Fact]
    public async Task What_is_given_back_is_not_under_way()
    {
        BudgetGuard guard = new(new Budget { Tokens = 100 }, maxFailures: null, "EUR");
        BudgetCaller caller = new();
        for (int call = 0; call < 10; call++)
        {
            Assert.Null(await guard.BeginAsync(caller, TestContext.Current.CancellationToken));
            Assert.Null(guard.End(caller, new Usage(10, 0)));
        }

        Assert.Equal(StopKind.Tokens, (await guard.BeginAsync(caller, TestContext.Current.CancellationToken))?.Kind);
        Assert.Equal(new Usage(100, 0), guard.Spent);
    }

    [Fact]
    public async Task Who_has_not_told_a_price_calls_one_at_a_time_whatever_others_cost()
    {
        BudgetGuard guard = new(new Budget { Tokens = 1_000 }, maxFailures: null, "EUR");
        (BudgetCaller cheap, BudgetCaller dear) = (new(), new());
        await BeginAsync(guard, cheap);
        Assert.Null(guard.End(cheap, new Usage(1, 0)));
        await BeginAsync(guard, cheap);
        await BeginAsync(guard, dear);
        Task<StopReason?> second = guard.BeginAsync(dear, TestContext.Current.CancellationToken).AsTask();
        Task<StopReason?> third = guard.BeginAsync(dear, TestContext.Current.CancellationToken).AsTask();
        await BeginAsync(guard, cheap);
        Assert.False(second.IsCompleted || third.IsCompleted);
        Assert.Null(guard.End(dear, new Usage(100, 0)));
        Assert.All(await Task.WhenAll(second, third), Assert.Null);
    }

    [Fact]
    public async Task A_call_that_failed_and_reported_nothing_tells_no_price()
    {
        BudgetGuard guard = new(new Budget { Tokens = 1_000 }, maxFailures: null, "EUR");
        BudgetCaller caller = new();
        await BeginAsync(guard, caller);
        Assert.Null(guard.End(caller, usage: null, hasFailed: true));
        await BeginAsync(guard, caller);
        Task<StopReason?> second = guard.BeginAsync(caller, TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        // One that answered for nothing costs nothing.
        Assert.Null(guard.End(caller, usage: null));
        Assert.Null(await second);
        await BeginAsync(guard, caller);
    }

    [Fact]
    public async Task Of_many_first_calls_one_is_under_way()
    {
        for (int round = 0; round < 200; round++)
        {
            BudgetGuard guard = new(new Budget { Tokens = 1_000_000 }, maxFailures: null, "EUR");
            (BudgetCaller known, BudgetCaller caller) = (new(), new());
            await BeginAsync(guard, known);
            Assert.Null(guard.End(known, new Usage(1, 0)));
            (int now, int most, int failed) = (0, 0, 0);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                await BeginAsync(guard, caller);
                int under = Interlocked.Increment(ref now);
                if (Volatile.Read(ref failed) <= 3) most = Math.Max(most, under);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                bool fails = Interlocked.Increment(ref failed) <= 3;
                Assert.Null(guard.End(caller, usage: null, hasFailed: fails));
            })));
            Assert.Equal(1, most);
        }
    }

    private static async Task BeginAsync(BudgetGuard guard, BudgetCaller caller) => Assert.Null(await guard.BeginAsync(caller, TestContext.Current.CancellationToken));
}
