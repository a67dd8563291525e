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
            int calls = 0;
            StopReason?[] reasons = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                StopReason? reason = await guard.BeginAsync(TestContext.Current.CancellationToken);
                if (reason is not null) return reason;
                Interlocked.Increment(ref calls);
                return guard.End(new Usage(9, 1));
            })));
            Assert.Equal(1, calls);
            Assert.All(reasons, static reason => Assert.Equal(StopKind.Cost, reason?.Kind));
        }
    }

    [Fact]
    public async Task What_is_given_back_is_not_under_way()
    {
        BudgetGuard guard = new(new Budget { Tokens = 100 }, maxFailures: null, "EUR");
        for (int call = 0; call < 10; call++)
        {
            Assert.Null(await guard.BeginAsync(TestContext.Current.CancellationToken));
            Assert.Null(guard.End(new Usage(10, 0)));
        }

        Assert.Equal(StopKind.Tokens, (await guard.BeginAsync(TestContext.Current.CancellationToken))?.Kind);
        Assert.Equal(new Usage(100, 0), guard.Spent);
    }
}
