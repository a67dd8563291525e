using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrialKeep.Models.Tests;
using WordProblems.Sources;
using WordProblems.Types;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>A model behind a real server on loopback: what it answers, and how it fails.</summary>
public sealed class EndpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_sample_asks_a_server_with_its_prompt_and_key()
    {
        await using LoopbackChatServer server = new(static request => LoopbackReply.Answer($"It is so.\n#### {(request.Prompt.Contains("Two?", StringComparison.Ordinal) ? 2 : 1)}"));
        string[] arguments = ["--endpoint", server.Endpoint.ToString(), "--model", "model-x", "--api-key-env", "TRIALKEEP_TEST_KEY", "--data", Data("One?", "Two?"), "--store", _folder.Store, "--json", "-"];
        using SampleProcess process = SampleProcess.Start(arguments, ("TRIALKEEP_TEST_KEY", "secret-of-the-test"));
        SampleProcess.Finished run = await process.EndAsync();
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement model = run.Json.GetProperty("models").GetProperty("model-x");
        Assert.Equal((2, 2), (model.GetProperty("total").GetInt32(), model.GetProperty("correct").GetInt32()));
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, static request => Assert.Equal("Bearer secret-of-the-test", request.Headers["Authorization"]));
        Assert.Contains(server.Requests, static request => request.Prompt == "Solve step by step, then give the number after '####'.\n\nQuestion: One?");
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Store, "*", SearchOption.AllDirectories), static file => File.ReadAllText(file).Contains("secret-of-the-test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_and_cut_answers_are_outcomes_and_failures_have_kinds_and_are_tried_again()
    {
        bool healthy = false;
        ConcurrentDictionary<string, int> calls = [];
        await using LoopbackChatServer server = new(request =>
        {
            string question = request.Prompt.Split("Question: ")[1];
            int call = calls.AddOrUpdate(question, 1, static (_, count) => count + 1);
            return (question, call) switch
            {
                _ when healthy => LoopbackReply.Answer("#### 1"),
                ("refusal", _) => LoopbackReply.Answer(null, refusal: "I would rather not."),
                ("cut", _) => LoopbackReply.Answer("Let me think, at le", finishReason: "length"),
                ("429 then fine", 1) => LoopbackReply.Error(429, "slow down", ("Retry-After", "0")),
                ("500 then fine", 1) => LoopbackReply.Error(500, "oops"),
                ("500 for ever", _) => LoopbackReply.Error(500, "down for today"),
                ("429 for ever", _) => LoopbackReply.Error(429, "no more", ("Retry-After", "0")),
                ("silence", _) => LoopbackReply.Silence(),
                ("not json", _) => LoopbackReply.Json(200, "<html>hello</html>"),
                ("dropped", _) => LoopbackReply.Drop(),
                _ => LoopbackReply.Answer("#### 1"),
            };
        });
        string data = Data("fine", "refusal", "cut", "429 then fine", "500 then fine", "500 for ever", "429 for ever", "silence", "not json", "dropped");

        (int code, List<JsonObject> results) = await RunAsync(server, data);
        Assert.Equal(3, code);
        Assert.Equal(["stop", "content_filter", "length", "stop", "stop"], results[..5].Select(static line => (string?)line["record"]!["finishReason"]));
        Assert.Equal([null, "I would rather not.", null], results[..3].Select(static line => (string?)line["record"]!["refusal"]));
        Assert.Equal([1.0, 0, 0, 1, 1], results[..5].Select(static line => (double)line["scores"]!["correct"]!["value"]!));
        Assert.Equal(
            [FailureKind.ServerError, FailureKind.RateLimited, FailureKind.Timeout, FailureKind.InvalidResponse, FailureKind.Connection],
            results[5..].Select(static line => (string?)line["error"]!["kind"]));
        Assert.Contains("down for today", (string?)results[5]["error"]!["message"], StringComparison.Ordinal);

        healthy = true;
        int before = server.Requests.Count;
        (code, results) = await RunAsync(server, data);
        Assert.Equal(0, code);
        Assert.Equal(5, server.Requests.Count - before);
        Assert.All(results[5..], static line => Assert.Equal("#### 1", (string?)line["record"]!["text"]));
    }

    private async Task<(int Code, List<JsonObject> Results)> RunAsync(LoopbackChatServer server, string data)
    {
        string file = Path.Combine(_folder.Path, "results.jsonl");
        using OpenAIChatClient client = new(new OpenAIChatClientOptions
        {
            Endpoint = server.Endpoint,
            Model = "model-x",
            MaxRetries = 1,
            Timeout = TimeSpan.FromMilliseconds(500),
            FirstRetryDelay = TimeSpan.FromMilliseconds(1),
        });
        Experiment<WordProblem, Answer> experiment = ChatExperiment.Of(ProblemData.Gsm(data), client, new ChatVariant { Model = "model-x" });
        int code = await ExperimentHost.RunAsync(["--store", _folder.Store, "--results", file, "--quiet"], experiment);
        return (code, [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(static line => JsonNode.Parse(line)!.AsObject())]);
    }

    private string Data(params string[] questions) => _folder.Write("questions.jsonl", string.Join('\n', questions.Select(static (question, index) =>
        new JsonObject { ["question"] = question, ["answer"] = $"#### {(question == "Two?" ? 2 : 1)}" }.ToJsonString())));
}
