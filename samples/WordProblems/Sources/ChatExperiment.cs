using Microsoft.Extensions.AI;
using TrialKeep;
using WordProblems.Types;

namespace WordProblems.Sources;

/// <summary>A model behind any OpenAI-compatible server.</summary>
internal static class ChatExperiment
{
    public static Experiment<WordProblem, Answer> Of(DataSet<WordProblem> problems, IChatClient client, ChatVariant variant) => Experiment
        .For<WordProblem, Answer>("word-problems-chat")
        .Data(problems)
        .Variant(variant.Model, variant, (input, _, cancellation) => AskAsync(client, variant, input.Prompt.Render(), cancellation), Code.Version("1"))
        .Scored(Code.Version("1"));

    private static async Task<Answer> AskAsync(IChatClient client, ChatVariant variant, string prompt, CancellationToken cancellation)
    {
        ChatAnswer answer = await client.AskAsync(prompt, new ChatOptions { Temperature = (float)variant.Temperature }, cancellation);
        return new Answer { Text = answer.Text, Refusal = answer.Refusal, FinishReason = answer.FinishReason, InputTokens = answer.InputTokens, OutputTokens = answer.OutputTokens };
    }
}
