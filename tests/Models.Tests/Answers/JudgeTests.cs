namespace TrialKeep.Models.Tests.Answers;

public sealed class JudgeTests
{
    [Fact]
    public async Task A_chat_client_judges_with_the_settings_that_identify_it()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("Good.\n{\"score\": 4}"));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "other" });
        JudgeModel judge = client.AsJudge("judge-x", temperature: 0.5f, maxOutputTokens: 300, seed: 7);

        Assert.Equal("Good.\n{\"score\": 4}", await judge.AskAsync(new("Be strict.", "Judge this.", Judgment: 2), CancellationToken.None));
        var request = Assert.Single(server.Requests);
        Assert.Equal("Judge this.", request.Prompt);
        Assert.Equal(("judge-x", 0.5, 9L), (request.Json.GetProperty("model").GetString(), request.Json.GetProperty("temperature").GetDouble(), request.Json.GetProperty("seed").GetInt64()));
        Assert.Equal(("system", "Be strict."), (request.Json.GetProperty("messages")[0].GetProperty("role").GetString(), request.Json.GetProperty("messages")[0].GetProperty("content").GetString()));
        Assert.Equal("judge-x temperature=0.5 max=300 seed=7", judge.Identity);
        Assert.Equal("judge-x temperature=0 max=own seed=none", client.AsJudge("judge-x").Identity);
    }

    [Fact]
    public async Task A_judge_that_refuses_fails_the_score()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer(null, refusal: "No."));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" });
        var refused = await Assert.ThrowsAsync<VariantException>(() => client.AsJudge("m").AskAsync(new("i", "q", 0), CancellationToken.None));
        Assert.Equal("The judge 'm' refused to answer: No.", refused.Message);
    }
}
