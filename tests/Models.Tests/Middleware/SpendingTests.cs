using Microsoft.Extensions.AI;
using TrialKeep.Storage;

namespace TrialKeep.Models.Tests.Middleware;

public sealed class SpendingTests
{
    private static readonly PriceTable s_prices = new PriceTable("CHF").With("model-x*", new TokenPrice(Input: 100_000, Output: 200_000, Cached: 10_000));

    [Fact]
    public async Task Costs_are_counted_by_model_whole_and_streamed()
    {
        ChatSpending spending = new(s_prices);
        IChatClient client = new ScriptedClient("x").UseCostCounting(spending);
        await client.GetResponseAsync(Responses.Hello);
        await client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync();
        await new ScriptedClient(_ => Unpriced()).UseCostCounting(spending).GetResponseAsync(Responses.Hello, new() { ModelId = "other" });
        // 4 tokens at 0.1, 3 cached ones at 0.01 and 5 at 0.2: 1.43, twice.
        Assert.Equal((2.86m, "CHF"), (spending.Total.Cost, spending.Currency));
        Assert.Equal(["model-x-2026: 2, 24, 2.86", "other-1: 1, 12, "], spending.Models.Select(static model => FormattableString.Invariant($"{model.Model}: {model.Calls}, {model.Usage.Tokens}, {model.Usage.Cost}")));
    }

    [Fact]
    public async Task A_budget_refuses_before_the_next_request()
    {
        ScriptedClient inner = new("x");
        ChatSpending spending = new(s_prices, new() { Cost = 3 });
        IChatClient client = inner.UseCostCounting(spending);
        await client.GetResponseAsync(Responses.Hello);
        await client.GetResponseAsync(Responses.Hello);
        VariantException refused = await Assert.ThrowsAsync<VariantException>(() => client.GetResponseAsync(Responses.Hello));
        await Assert.ThrowsAsync<VariantException>(() => client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync());
        Assert.Equal((FailureKind.BudgetSpent, 2, 2.86m), (refused.Kind, inner.Calls, spending.Total.Cost));
        Assert.Contains("2.86 of 3 CHF", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_at_once_do_not_pass_the_budget_together()
    {
        ScriptedClient inner = new("x");
        IChatClient client = inner.UseCostCounting(new ChatSpending(s_prices, new() { Tokens = 30 }));
        int refused = 0;
        await Parallel.ForAsync(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, cancellation) =>
        {
            try
            {
                await client.GetResponseAsync(Responses.Hello, null, cancellation);
            }
            catch (VariantException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal((2, 30), (inner.Calls, refused));
    }

    [Fact]
    public async Task A_failure_and_a_stream_that_was_left_free_their_places()
    {
        int calls = 0;
        ScriptedClient inner = new(_ => calls++ == 0 ? throw new IOException("x") : Responses.Text("x"));
        ChatSpending spending = new(s_prices, new() { Items = 3 });
        IChatClient client = inner.UseCostCounting(spending);
        await Assert.ThrowsAsync<IOException>(() => client.GetResponseAsync(Responses.Hello));
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Responses.Hello)) break;
        await client.GetResponseAsync(Responses.Hello);
        await Assert.ThrowsAsync<VariantException>(() => client.GetResponseAsync(Responses.Hello));
        Assert.Equal(3, inner.Calls);
    }

    [Fact]
    public async Task A_hit_costs_nothing()
    {
        using TemporaryFolder folder = new();
        using Store store = Store.Open(folder.In("store"));
        await using ChatCache cache = new(store);
        ChatSpending spending = new(s_prices, new() { Cost = 2 });
        IChatClient client = new ScriptedClient("x").UseStoreCache(cache).UseCostCounting(spending);
        await client.GetResponseAsync(Responses.Hello);
        Assert.Equal((1.43m, 1L), (spending.Total.Cost, Assert.Single(spending.Models).Calls));
        IChatClient usual = new ScriptedClient("x").UseCostCounting(new ChatSpending(s_prices, new() { Items = 1 })).UseStoreCache(cache);
        for (int i = 0; i < 5; i++) await usual.GetResponseAsync(Responses.Hello);
        VariantContext context = new("i", 0, 1, 0);
        Assert.Equal(ChatSource.Cache, context.Report(await usual.AskAsync("Hello?")).Source);
    }

    private static ChatResponse Unpriced()
    {
        ChatResponse response = Responses.Text("x");
        response.ModelId = "other-1";
        return response;
    }
}
