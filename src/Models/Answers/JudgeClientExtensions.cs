using System.Globalization;
using Microsoft.Extensions.AI;

namespace TrialKeep;

/// <summary>Makes a chat client a judge.</summary>
public static class JudgeClientExtensions
{
    /// <summary>A judge that asks a chat client, and reports the tokens that it takes.</summary>
    /// <param name="client">Any chat client.</param>
    /// <param name="model">The model that it is asked for, part of the judge's identity.</param>
    /// <param name="temperature">The temperature, part of the identity; null for the server's own.</param>
    /// <param name="maxOutputTokens">How long an answer may get, part of the identity; null for the server's own.</param>
    /// <param name="seed">
    /// The seed of the first judgment, part of the identity; those that follow have the numbers that follow. Null to send none.
    /// </param>
    /// <exception cref="VariantException">While asking: no answer came, or one without a text.</exception>
    public static JudgeModel AsJudge(this IChatClient client, string model, float? temperature = 0, int? maxOutputTokens = null, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return new(Identity(model, temperature, maxOutputTokens, seed), AskAsync);

        async Task<string> AskAsync(JudgePrompt prompt, ScoreContext context, CancellationToken cancellation)
        {
            ChatOptions options = new()
            {
                ModelId = model,
                Instructions = prompt.Instructions,
                Temperature = temperature,
                MaxOutputTokens = maxOutputTokens,
                Seed = seed + prompt.Judgment,
            };
            ChatAnswer answer = await client.AskAsync(prompt.Question, options, cancellation).ConfigureAwait(false);
            context.Report(answer);
            return answer.Text ?? throw new VariantException(FailureKind.InvalidResponse, $"The judge '{model}' refused to answer: {answer.Refusal}");
        }
    }

    private static string Identity(string model, float? temperature, int? maxOutputTokens, long? seed) => string.Create(
        CultureInfo.InvariantCulture, $"{model} temperature={temperature?.ToString("R", CultureInfo.InvariantCulture) ?? "own"} max={maxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "own"} seed={seed?.ToString(CultureInfo.InvariantCulture) ?? "none"}");
}
