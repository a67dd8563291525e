using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Models.Tests.Middleware;

public sealed class CacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;

    public CacheTests() => _store = Store.Open(_folder.In("store"));

    public static TheoryData<string> Kinds => Responses.Kinds;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_content_comes_back_from_another_process_byte_for_byte(string kind)
    {
        ScriptedClient inner = new(_ => Responses.Kind(kind));
        await using (ChatCache first = new(_store)) await inner.UseStoreCache(first).GetResponseAsync(Responses.Hello);
        await using ChatCache second = new(_store);
        IChatClient client = inner.UseStoreCache(second);
        ChatResponse whole = await client.GetResponseAsync(Responses.Hello);
        ChatResponse streamed = await client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync();

        Assert.Equal(Responses.Json(Responses.Kind(kind)), Responses.Json(whole));
        // Adding pieces up makes the same response of a replay as of the model's own stream.
        Assert.Equal(Responses.Json(Responses.Kind(kind).ToChatResponseUpdates().ToChatResponse()), Responses.Json(streamed));
        Assert.Equal(1, inner.Calls);
        Assert.Equal((2, 0), (second.Hits, second.Misses));
    }

    [Fact]
    public async Task An_answer_that_came_in_pieces_is_found_whole_with_the_time_of_its_first_piece()
    {
        ScriptedClient inner = new("Four.");
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        ChatResponse miss = await client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync();
        ChatResponse hit = await client.GetResponseAsync(Responses.Hello);

        Assert.Equal(Responses.Json(miss), Responses.Json(hit));
        (ChatOrigin asked, ChatOrigin kept) = (ChatOrigin.Of(miss)!, ChatOrigin.Of(hit)!);
        Assert.Equal((ChatSource.Model, ChatSource.Cache), (asked.Source, kept.Source));
        Assert.NotNull(asked.FirstToken);
        Assert.Equal((asked.FirstToken, asked.Latency), (kept.FirstToken, kept.Latency));
        ChatAnswer answer = await client.AskStreamingAsync("Hello?");
        Assert.Equal((ChatSource.Cache, asked.FirstToken, asked.Latency), (answer.Source, answer.FirstToken, answer.Latency));
    }

    [Fact]
    public async Task A_server_is_asked_once_for_a_conversation_with_tools_and_images()
    {
        await using LoopbackChatServer server = new(LoopbackReply.Stream(
            LoopbackReply.Delta(new() { ["tool_calls"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["index"] = 0, ["id"] = "c1", ["function"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "f", ["arguments"] = "{\"a\":" } }) }),
            LoopbackReply.Delta(new() { ["tool_calls"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["index"] = 0, ["function"] = new System.Text.Json.Nodes.JsonObject { ["arguments"] = "[1.50]}" } }) }, "tool_calls"),
            LoopbackReply.UsagePiece(7, 2)));
        await using ChatCache cache = new(_store);
        IChatClient client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" }).UseStoreCache(cache);
        ChatMessage[] turns =
        [
            new(ChatRole.User, [new TextContent("What is it?"), new DataContent(new byte[] { 1, 2 }, "image/png")]),
            new(ChatRole.Assistant, [new FunctionCallContent("c0", "f", new Dictionary<string, object?> { ["a"] = 1 })]),
            new(ChatRole.Tool, [new FunctionResultContent("c0", "two")]),
        ];
        ChatOptions options = new() { Tools = [Tool("f", """{"type":"object"}""")] };
        ChatResponse miss = await client.GetStreamingResponseAsync(turns, options).ToChatResponseAsync();
        ChatResponse hit = await client.GetResponseAsync(turns, options);
        Assert.Single(server.Requests);
        Assert.Equal(Responses.Json(miss), Responses.Json(hit));
        Assert.Equal("[1.50]", Assert.Single(hit.Messages[0].Contents.OfType<FunctionCallContent>()).Arguments!["a"]!.ToString());
    }

    [Fact]
    public async Task Whatever_a_model_can_see_is_part_of_the_key()
    {
        ScriptedClient inner = new("x");
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        foreach ((ChatMessage[] messages, ChatOptions? options) in Requests()) await client.GetResponseAsync(messages, options);
        Assert.Equal(Requests().Length, inner.Calls);
        foreach ((ChatMessage[] messages, ChatOptions? options) in Requests()) await client.GetResponseAsync(messages, options);
        Assert.Equal(Requests().Length, inner.Calls);

        ScriptedClient elsewhere = new("x") { Metadata = new("scripted", new Uri("http://127.0.0.1:2/v1"), "model-x") };
        await elsewhere.UseStoreCache(cache).GetResponseAsync(Responses.Hello);
        await using ChatCache scoped = new(_store, new() { Scope = "4 bit" });
        await elsewhere.UseStoreCache(scoped).GetResponseAsync(Responses.Hello);
        Assert.Equal(2, elsewhere.Calls);
    }

    [Fact]
    public async Task What_no_model_sees_is_not()
    {
        ScriptedClient inner = new("x");
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        await client.GetResponseAsync([new(ChatRole.User, "Hello?") { MessageId = "1", CreatedAt = DateTimeOffset.UnixEpoch }], new() { AdditionalProperties = new() { ["a"] = 1, ["b"] = 2 } });
        await client.GetResponseAsync([new(ChatRole.User, "Hello?") { MessageId = "2", RawRepresentation = this }], new() { ModelId = "model-x", AdditionalProperties = new() { ["b"] = 2, ["a"] = 1 } });
        Assert.Equal(1, inner.Calls);
    }

    [Fact]
    public async Task Samples_are_asked_one_by_one_and_their_index_reaches_no_server()
    {
        ScriptedClient inner = new("x");
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        for (int round = 0; round < 2; round++)
        {
            for (int sample = 0; sample < 3; sample++) await client.GetResponseAsync(Responses.Hello, new ChatOptions { Temperature = 1 }.ForSample(sample));
        }

        Assert.Equal(3, inner.Calls);
        Assert.Null(inner.LastOptions!.AdditionalProperties);
        Assert.Throws<ArgumentException>(static () => ChatSample.Of(new() { AdditionalProperties = new() { ["trialkeep.sample"] = "two" } }));
    }

    [Fact]
    public async Task Equal_requests_at_the_same_time_are_one()
    {
        TaskCompletionSource gate = new();
        ScriptedClient inner = new("x") { Gate = gate.Task };
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        Task<ChatResponse>[] calls = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? client.GetResponseAsync(Responses.Hello) : client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync())];
        gate.SetResult();
        ChatResponse[] answers = await Task.WhenAll(calls);
        Assert.Equal(1, inner.Calls);
        // Whole and in pieces: of a stream, Microsoft's own addition puts the response's time on the message, too.
        Assert.Equal(2, answers.Select(Responses.Json).Distinct().Count());
        Assert.Single(answers.Select(static answer => (answer.Text, answer.FinishReason, answer.Usage!.TotalTokenCount, answer.ModelId)).Distinct());
        Assert.Equal(19, answers.Count(static answer => ChatOrigin.Of(answer)!.Source == ChatSource.Cache));
    }

    [Fact]
    public async Task One_that_is_given_up_is_taken_over_by_another()
    {
        TaskCompletionSource gate = new();
        ScriptedClient inner = new("x") { Gate = gate.Task };
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        using CancellationTokenSource leaving = new();
        Task<ChatResponse> leaver = client.GetResponseAsync(Responses.Hello, null, leaving.Token);
        Task<ChatResponse> stayer = client.GetResponseAsync(Responses.Hello);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        gate.SetResult();
        Assert.Equal("x", (await stayer).Text);
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task A_failure_is_not_kept_and_neither_is_a_stream_that_broke_off_or_was_left()
    {
        int failures = 0;
        ScriptedClient failing = new(_ => failures++ == 0 ? throw new VariantException(FailureKind.ServerError, "down") : Responses.Text("up"));
        await using ChatCache cache = new(_store);
        IChatClient client = failing.UseStoreCache(cache);
        await Assert.ThrowsAsync<VariantException>(() => client.GetResponseAsync(Responses.Hello));
        Assert.Equal("up", (await client.GetResponseAsync(Responses.Hello)).Text);

        ChatMessage[] other = [new(ChatRole.User, "Other?")];
        IChatClient breaking = new ScriptedClient("half") { BreaksOffWith = new IOException("cut") }.UseStoreCache(cache);
        await Assert.ThrowsAsync<IOException>(() => breaking.GetStreamingResponseAsync(other).ToChatResponseAsync());
        ScriptedClient inner = new("whole");
        await foreach (ChatResponseUpdate _ in inner.UseStoreCache(cache).GetStreamingResponseAsync(other)) break;
        Assert.Equal("whole", (await inner.UseStoreCache(cache).GetResponseAsync(other)).Text);
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_asked_each_time_and_says_why()
    {
        ScriptedClient inner = new("x");
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        ChatOptions options = new() { ConversationId = "c" };
        Assert.Contains("conversation", ChatOrigin.Of(await client.GetResponseAsync(Responses.Hello, options))!.NotKept, StringComparison.Ordinal);
        Assert.Contains("conversation", ChatOrigin.Of(await client.GetStreamingResponseAsync(Responses.Hello, options).ToChatResponseAsync())!.NotKept, StringComparison.Ordinal);
        Assert.Equal(2, inner.Calls);

        IChatClient strange = new ScriptedClient(_ => Responses.Of(new StrangeContent())).UseStoreCache(cache);
        Assert.Contains(nameof(StrangeContent), ChatOrigin.Of(await strange.GetResponseAsync(Responses.Hello))!.NotKept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused()
    {
        await using ChatCache cache = new(_store);
        IChatClient client = new ScriptedClient("x").UseStoreCache(cache);
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetResponseAsync(Responses.Hello, new() { RawRepresentationFactory = static _ => new object() }));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetResponseAsync(Responses.Hello, new() { Tools = [new HostedWebSearchTool()] }));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetResponseAsync([new(ChatRole.User, [new StrangeContent()])]));
    }

    [Fact]
    public async Task Two_caches_work_on_one_store_at_once_and_the_store_is_whole()
    {
        ScriptedClient inner = new(static messages => Responses.Text($"Answer to {messages[0].Text}"));
        await using (ChatCache first = new(_store))
        await using (ChatCache second = new(_store))
        {
            IChatClient[] clients = [inner.UseStoreCache(first), inner.UseStoreCache(second)];
            await Parallel.ForAsync(0, 400, async (i, cancellation) => await clients[i % 2].GetResponseAsync([new(ChatRole.User, $"{i / 4}")], null, cancellation));
            // Each asks once for each: neither waits for the other, and both may have looked before the other had kept.
            Assert.InRange(inner.Calls, 100, 200);
        }

        int calls = inner.Calls;
        await using (ChatCache third = new(_store))
        {
            for (int i = 0; i < 100; i++) await inner.UseStoreCache(third).GetResponseAsync([new(ChatRole.User, $"{i}")]);
        }

        Assert.Equal(calls, inner.Calls);
        Assert.Equal(["chat-cache"], _store.Experiments());
        Assert.Equal(2, _store.Runs().Count);
        Assert.Empty(_store.Verify().Findings);
        Assert.Equal(2, _store.Seal().Segments);
        await using ChatCache afterSealing = new(_store);
        await inner.UseStoreCache(afterSealing).GetResponseAsync([new(ChatRole.User, "7")]);
        Assert.Equal(calls, inner.Calls);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("generation")]
    [InlineData("item")]
    [InlineData("task")]
    public async Task An_erased_answer_is_neither_found_nor_kept_again_and_the_caller_has_one_all_the_same(string what)
    {
        ScriptedClient inner = new(static messages => Responses.Text($"Answer to {messages[0].Text}"));
        await using ChatCache reader = new(_store);
        await using (ChatCache first = new(_store))
        {
            await inner.UseStoreCache(first).GetResponseAsync(s_private);
            await inner.UseStoreCache(first).GetResponseAsync(Responses.Hello);
        }

        // It has the answer in hand, and its files open.
        await inner.UseStoreCache(reader).GetResponseAsync(s_private);
        Assert.Equal((2, 1), (inner.Calls, (int)reader.Hits));
        _store.Erase(Request(what));
        await using ChatCache fresh = new(_store);
        foreach (ChatCache cache in new[] { reader, fresh, fresh })
        {
            ChatResponse answer = await inner.UseStoreCache(cache).GetResponseAsync(s_private);
            Assert.Equal("Answer to " + s_private[0].Text, answer.Text);
            Assert.Equal((ChatSource.Model, "it was erased from the store and is not kept again (asked for it, ticket 4711)"), (ChatOrigin.Of(answer)!.Source, ChatOrigin.Of(answer)!.NotKept));
        }

        Assert.Equal(5, inner.Calls);
        // Another answer is kept while that one is not.
        await inner.UseStoreCache(fresh).GetResponseAsync([new(ChatRole.User, "something else")]);
        ChatResponse streamed = await inner.UseStoreCache(fresh).GetStreamingResponseAsync(s_private).ToChatResponseAsync();
        Assert.StartsWith("it was erased", ChatOrigin.Of(streamed)!.NotKept, StringComparison.Ordinal);
        await inner.UseStoreCache(fresh).GetResponseAsync(Responses.Hello);
        Assert.Equal(7, inner.Calls);
        await fresh.DisposeAsync();
        await reader.DisposeAsync();
        _store.CatchUp();
        Assert.All(Directory.EnumerateFiles(_store.Folder, "*", SearchOption.AllDirectories), file =>
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain("Answer to What", text, StringComparison.Ordinal);
            // Of a generation only the answer goes; what was asked stays.
            if (what != "generation") Assert.DoesNotContain("Ada Byron", text, StringComparison.Ordinal);
        });
        Assert.Empty(_store.Verify().Findings);
    }

    // Quotes and line ends are escaped twice in the store: the messages are JSON in a text.
    private static readonly ChatMessage[] s_private = [new(ChatRole.User, "What has \"Ada Byron,\nborn 1815\"?")];

    private EraseRequest Request(string what)
    {
        const string Reason = "asked for it, ticket 4711";
        RunSummary run = Assert.Single(_store.Runs());
        using RunReader reader = _store.Experiment("chat-cache").Read(run.Id);
        StoredTask task = reader.Tasks().Single(static one => Encoding.UTF8.GetString(one.Json.Span).Contains("Ada Byron", StringComparison.Ordinal));
        KeyId generation = _store.Experiment("chat-cache").StreamAttempts(run.Id).Json().Select(static one => one.Head.Envelope).Single(one => one.Task == task.Key).Generation;
        return what switch
        {
            "text" => EraseRequest.Text("\"Ada Byron,\nborn 1815\"", Reason),
            "generation" => EraseRequest.Generation(generation, Reason),
            "item" => EraseRequest.Item(task.Item, Reason),
            _ => EraseRequest.Task(task.Key, Reason),
        };
    }

    [Fact]
    public async Task What_was_forgotten_in_memory_is_found_in_the_store()
    {
        ScriptedClient inner = new(static messages => Responses.Text(messages[0].Text));
        await using ChatCache cache = new(_store);
        IChatClient client = inner.UseStoreCache(cache);
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 600; i++) Assert.Equal($"{i}", (await client.GetResponseAsync([new(ChatRole.User, $"{i}")])).Text);
        }

        Assert.Equal(600, inner.Calls);
    }

    [Fact]
    public async Task A_hit_alone_writes_nothing()
    {
        ScriptedClient inner = new("x");
        await using (ChatCache cache = new(_store)) await inner.UseStoreCache(cache).GetResponseAsync(Responses.Hello);
        string before = Snapshot();
        await using (ChatCache cache = new(_store)) await inner.UseStoreCache(cache).GetResponseAsync(Responses.Hello);
        Assert.Equal(before, Snapshot());

        string Snapshot()
        {
            _store.CatchUp();
            return string.Join('\n', Directory.EnumerateFiles(_store.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}"));
        }
    }

    private static (ChatMessage[] Messages, ChatOptions? Options)[] Requests() =>
    [
        (Responses.Hello, null),
        ([new(ChatRole.User, "Hello!")], null),
        ([new(ChatRole.System, "Hello?")], null),
        ([new(ChatRole.User, "Hello?") { AuthorName = "Ann" }], null),
        ([new(ChatRole.User, "Hello?"), new(ChatRole.Assistant, "Yes?")], null),
        ([new(ChatRole.User, [new TextContent("Hel"), new TextContent("lo?")])], null),
        ([new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])], null),
        ([new(ChatRole.User, [new DataContent(new byte[] { 2 }, "image/png")])], null),
        ([new(ChatRole.User, [new UriContent("https://example.org/1.png", "image/png")])], null),
        ([new(ChatRole.Tool, [new FunctionResultContent("c", 1)])], null),
        ([new(ChatRole.Tool, [new FunctionResultContent("c", 2)])], null),
        (Responses.Hello, new() { ModelId = "model-y" }),
        (Responses.Hello, new() { Instructions = "Be brief." }),
        (Responses.Hello, new() { Temperature = 0.5f }),
        (Responses.Hello, new() { TopP = 0.5f }),
        (Responses.Hello, new() { TopK = 5 }),
        (Responses.Hello, new() { Seed = 5 }),
        (Responses.Hello, new() { MaxOutputTokens = 5 }),
        (Responses.Hello, new() { FrequencyPenalty = 0.5f }),
        (Responses.Hello, new() { PresencePenalty = 0.5f }),
        (Responses.Hello, new() { StopSequences = ["a"] }),
        (Responses.Hello, new() { Reasoning = new() { Effort = ReasoningEffort.High } }),
        (Responses.Hello, new() { ResponseFormat = ChatResponseFormat.Json }),
        (Responses.Hello, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}"""), "a") }),
        (Responses.Hello, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}"""), "b") }),
        (Responses.Hello, new() { AdditionalProperties = new() { ["a"] = 1 } }),
        (Responses.Hello, new() { AdditionalProperties = new() { ["a"] = "1" } }),
        (Responses.Hello, new() { Tools = [Tool("f", """{"type":"object"}""")] }),
        (Responses.Hello, new() { Tools = [Tool("f", """{"type":"object","properties":{}}""")] }),
        (Responses.Hello, new() { Tools = [Tool("g", """{"type":"object"}""")] }),
        (Responses.Hello, new() { Tools = [Tool("f", """{"type":"object"}""")], ToolMode = ChatToolMode.RequireAny }),
        (Responses.Hello, new() { AllowMultipleToolCalls = false }),
    ];

    private static AIFunctionDeclaration Tool(string name, string schema) => AIFunctionFactory.CreateDeclaration(name, "does it", JsonElement.Parse(schema));

    private sealed class StrangeContent : AIContent;
}
