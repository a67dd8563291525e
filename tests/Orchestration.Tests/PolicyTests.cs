using System.Collections.Concurrent;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Orchestration.Tests;

/// <summary>A call stops before it spends more, tries again what may pass, and no item, however bad, stops the others.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    public async Task A_breaker_trips_before_the_next_call_at_any_parallelism(int parallelism)
    {
        _lab.Answer = static async (input, _, _) =>
        {
            await Task.Yield();
            throw new VariantException(FailureKind.ServerError, $"no answer to {input.Id}");
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(50), ["loud"]), new RunOptions { Parallelism = parallelism, Limits = new() { Breaker = 5 } });
        Assert.Equal((5, 5, 45), (_lab.Calls, run.Counts.Failed, run.Counts.Missing));
        Assert.Equal(StopKind.Breaker, run.Stop?.Kind);
        Assert.Contains("'loud' failed 5 times in a row with server-error", run.Stop!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_breaker_stops_its_variant_and_no_other_and_different_errors_trip_none()
    {
        int number = 0;
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(20), ["loud"])
            .Variant("broken", new Speaker { Voice = "broken" }, static (_, _, _) => throw new InvalidOperationException("gone"), Code.Version("1"))
            .Variant("odd", new Speaker { Voice = "odd" }, (_, _, _) => throw new InvalidOperationException(Interlocked.Increment(ref number) % 2 == 0 ? "this" : "that"), Code.Version("1"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 1, Limits = new() { Breaker = 3 } });
        Assert.Equal((20, 3, 20), (Stored(run, 0), Stored(run, 1), Stored(run, 2)));
        Assert.Equal(20, run.Counts.Evaluated);
    }

    [Fact]
    public async Task The_most_failures_that_may_be_stop_the_call_and_what_is_under_way_is_kept()
    {
        TaskCompletionSource under = new();
        TaskCompletionSource failed = new();
        _lab.Answer = async (input, _, _) =>
        {
            if (input.Id == "q0")
            {
                under.SetResult();
                await failed.Task;
                return new Reply { Text = "0" };
            }

            await under.Task;
            throw new InvalidOperationException("no");
        };
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(20), ["loud"]);
        RunOptions options = new() { Parallelism = 2, MaxFailures = 2 };
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, options, observer: new Observer(progress =>
        {
            if (progress.Failed == 2) failed.TrySetResult();
        }));
        Assert.Equal(new WorkCounts(1, 0, 2, 17, 0), run.Counts);
        Assert.Equal(StopKind.Failures, run.Stop?.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Each_budget_stops_before_it_spends_more(int parallelism)
    {
        _lab.Answer = static async (_, context, _) =>
        {
            await Task.Yield();
            context.Report(new Usage(9, 1) { Cost = 0.25m });
            return new Reply { Text = "1" };
        };
        async Task<(int, StopKind?)> Calls(string variant, Budget budget)
        {
            int before = _lab.Calls;
            using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(40), [variant]), new RunOptions { Parallelism = parallelism, Budget = budget });
            return (_lab.Calls - before, run.Stop?.Kind);
        }

        Assert.Equal((7, StopKind.Items), await Calls("a", new() { Items = 7 }));
        Assert.Equal((10, StopKind.Tokens), await Calls("b", new() { Tokens = 100 }));
        Assert.Equal((10, StopKind.Tokens), await Calls("c", new() { Tokens = 109 }));
        Assert.Equal((4, StopKind.Cost), await Calls("d", new() { Cost = 1 }));
        Assert.Equal((40, null), await Calls("e", new() { Items = 40, Tokens = 400, Cost = 10 }));
    }

    [Fact]
    public async Task A_budget_of_items_is_scored_and_gone_on_with()
    {
        RunOptions options = new() { Budget = new() { Items = 4 } };
        int[] evaluated = new int[3];
        for (int i = 0; i < 3; i++)
        {
            using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(10), ["loud"]), options);
            evaluated[i] = run.Counts.Evaluated;
        }

        Assert.Equal([4, 4, 2], evaluated);
        Assert.Equal(10, _lab.Calls);
    }

    [Fact]
    public async Task A_budget_of_money_without_a_price_stops_after_one_call()
    {
        _lab.Answer = static (_, context, _) =>
        {
            context.Report(new Usage(9, 1));
            return Task.FromResult(new Reply { Text = "1" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(40), ["loud"]), new RunOptions { Budget = new() { Cost = 1 } });
        Assert.Equal((1, StopKind.Cost), (_lab.Calls, run.Stop?.Kind));
        Assert.Contains("give the price", run.Stop!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_stops_a_call_and_what_does_not_end_is_left_behind()
    {
        JumpingClock clock = TimeThatPassesWhereSomebodyWaits();
        _lab.Answer = async (input, _, _) =>
        {
            if (input.Id == "q2") await NeverAsync(clock);
            return new Reply { Text = "1" };
        };
        RunOptions options = new() { Parallelism = 1, Budget = new() { Time = TimeSpan.FromMinutes(1) }, GracePeriod = TimeSpan.FromMilliseconds(1) };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"]), options);
        Assert.Equal((2, 3, StopKind.Time, false), (run.Counts.Generated, run.Counts.Missing, run.Stop!.Kind, run.WasCancelled));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_variant_that_never_answers_is_timed_out_and_the_others_go_on(bool blocks)
    {
        using ManualResetEventSlim never = new();
        JumpingClock clock = TimeThatPassesWhereSomebodyWaits();
        _lab.Answer = async (input, _, _) =>
        {
            if (input.Id != "q1") return new Reply { Text = "1" };
            Task waiting = NeverAsync(clock);
            if (blocks) never.Wait(CancellationToken.None);
            await waiting;
            return new Reply();
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"]), new RunOptions { Parallelism = 1, Limits = new() { Timeout = TimeSpan.FromMinutes(1) } });
        never.Set();
        Assert.Equal((4, 1), (run.Counts.Generated, run.Counts.Failed));
        Assert.Equal((FailureKind.Timeout, "The variant 'loud' had not answered after 60 s, its time-out."), (run.ErrorOf(1)!.Kind, run.ErrorOf(1)!.Message));
    }

    [Fact]
    public async Task A_blocked_variant_does_not_keep_a_stopped_call_from_ending()
    {
        using CancellationTokenSource stop = new();
        using ManualResetEventSlim never = new();
        _lab.Answer = (_, _, _) =>
        {
            stop.Cancel();
            never.Wait(CancellationToken.None);
            return Task.FromResult(new Reply { Text = "late" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(
            _lab.Experiment(Items(3), ["loud"]), new RunOptions { Parallelism = 1, GracePeriod = TimeSpan.FromMilliseconds(1) }, cancellation: stop.Token);
        never.Set();
        Assert.Equal((3, true), (run.Counts.Missing, run.WasCancelled));
    }

    [Fact]
    public async Task An_item_has_a_time_out_of_its_own_over_all_its_tries()
    {
        _lab.Answer = static (_, _, _) => throw new VariantException(FailureKind.ServerError, "no");
        JumpingClock clock = new() { Patience = TimeSpan.FromSeconds(20) };
        _lab.Clock = clock;
        RetryPolicy retry = RetryPolicy.Transient(100) with { FirstDelay = TimeSpan.FromSeconds(10), LongestDelay = TimeSpan.FromSeconds(10) };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(1), ["loud"]), new RunOptions { Limits = new() { Retry = retry, ItemTimeout = TimeSpan.FromSeconds(60) } });
        // Waits of 5 to 10 s; the next one would pass the minute.
        Assert.Equal((1, _lab.Calls), (run.Counts.Failed, Evidence(_lab.Store).Count()));
        Assert.InRange(_lab.Calls, 6, 12);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Each_failed_try_is_kept_with_its_number_and_a_later_one_answers()
    {
        _lab.Clock = new JumpingClock();
        ConcurrentBag<int> attempts = [];
        _lab.Answer = (_, context, _) =>
        {
            attempts.Add(context.Attempt);
            return context.Attempt < 3 ? throw new VariantException(FailureKind.RateLimited, "slower") { RetryAfter = TimeSpan.FromSeconds(30) } : Task.FromResult(new Reply { Text = "0" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(1), ["loud"]), new RunOptions { Limits = new() { Retry = RetryPolicy.Transient(2) } });
        Assert.Equal(new WorkCounts(1, 0, 0, 0, 1), run.Counts);
        Assert.Equal([1, 2, 3], attempts.Order());
        Assert.Equal((2, 2), (run.Summary.Retries, Evidence(_lab.Store).Count(static line => line.Contains("\"error\":{\"kind\":\"rate-limited\"", StringComparison.Ordinal))));
        Assert.InRange(((JumpingClock)_lab.Clock).Elapsed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task What_will_not_pass_is_not_tried_again_in_the_same_call()
    {
        _lab.Answer = static (_, _, _) => throw new VariantException(FailureKind.RequestRefused, "no such model");
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(3), ["loud"]), new RunOptions { Limits = new() { Retry = RetryPolicy.Transient(5) } });
        Assert.Equal((3, 0), (_lab.Calls, run.Summary.Retries));
    }

    [Fact]
    public async Task A_rate_is_kept_and_who_waits_is_told_and_keeps_no_other_waiting()
    {
        JumpingClock clock = new();
        _lab.Clock = clock;
        ConcurrentBag<TimeSpan> slow = [];
        ConcurrentBag<TimeSpan> fast = [];
        _lab.Answer = (_, _, _) =>
        {
            slow.Add(clock.Elapsed);
            return Task.FromResult(new Reply { Text = "1" });
        };
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(13), ["slow"])
            .Variant("fast", new Speaker { Voice = "fast" }, (_, _, _) =>
            {
                fast.Add(clock.Elapsed);
                return Task.FromResult(new Reply { Text = "1" });
            }, Code.Version("1"))
            .Limits("slow", new() { RequestsPerMinute = 6 });
        int waited = 0;
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 4 }, observer: new Observer(progress => Interlocked.CompareExchange(ref waited, progress.Waiting, 0)));
        // One at once, and then one every ten seconds.
        TimeSpan[] times = [.. slow.Order()];
        for (int i = 0; i < times.Length; i++) Assert.True(times[i] >= TimeSpan.FromSeconds(10 * i) - TimeSpan.FromMilliseconds(1), $"call {i} at {times[i]}");
        Assert.Equal(13, fast.Count);
        Assert.True(waited > 0);
    }

    [Fact]
    public async Task Whatever_a_variant_does_the_rest_is_answered()
    {
        _lab.Answer = static (input, _, _) => input.Id switch
        {
            "q0" => null!,
            "q1" => Task.FromResult<Reply>(null!),
            "q2" => Task.FromResult(new Reply { Text = Broken.Value }),
            "q3" => Task.FromException<Reply>(new AggregateException(new InvalidOperationException("inner cause"), new TimeoutException())),
            "q4" => Task.FromCanceled<Reply>(new CancellationToken(true)),
            "q5" => throw new HttpRequestException("busy", null, System.Net.HttpStatusCode.TooManyRequests),
            "q6" => throw new InvalidOperationException("Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789"),
            _ => Task.FromResult(new Reply { Text = "1" }),
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(10), ["loud"]));
        Assert.Equal((3, 7), (run.Counts.Generated, run.Counts.Failed));
        Assert.Equal([FailureKind.Exception, FailureKind.Exception, FailureKind.Exception, FailureKind.Exception, FailureKind.Cancelled, FailureKind.RateLimited, FailureKind.Exception],
            Enumerable.Range(0, 7).Select(i => run.ErrorOf(i)!.Kind));
        Assert.Contains("static constructor", run.ErrorOf(2)!.Detail, StringComparison.Ordinal);
        Assert.Contains("inner cause", run.ErrorOf(3)!.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwxyz", string.Join('\n', Evidence(_lab.Store)), StringComparison.Ordinal);
    }

    internal static IEnumerable<string> Evidence(string store) => Directory.EnumerateFiles(store, "w*.jsonl", SearchOption.AllDirectories)
        .Where(static file => file.Contains("journal", StringComparison.Ordinal)).SelectMany(File.ReadLines).Where(static line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal));

    private static Question[] Items(int count) => [.. Enumerable.Range(0, count).Select(static i => Question.Of(i))];

    private static int Stored(Run<Question, Reply> run, int variant) =>
        Enumerable.Range(0, run.Plan.Count).Count(index => run.Plan.VariantIndexOf(index) == variant && run.StateOf(index) != WorkState.Missing);

    private static class Broken
    {
        public static readonly string Value = Fail();

        private static string Fail() => throw new InvalidOperationException("static constructor");
    }

    private sealed class Observer(Action<Orchestration.Progress.RunProgress> report) : IProgress<Orchestration.Progress.RunProgress>
    {
        public void Report(Orchestration.Progress.RunProgress value) => report(value);
    }

    // A clock on which a minute is over when somebody has waited for ten seconds often enough, and never before.
    private JumpingClock TimeThatPassesWhereSomebodyWaits()
    {
        JumpingClock clock = new() { Patience = TimeSpan.FromSeconds(20) };
        _lab.Clock = clock;
        return clock;
    }

    private static async Task NeverAsync(JumpingClock clock)
    {
        for (int i = 0; i < 10; i++) await Task.Delay(TimeSpan.FromSeconds(10), clock, CancellationToken.None).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, CancellationToken.None).ConfigureAwait(false);
    }
}
