using System.Text.Json;
using TrialKeep.Scoring.Extractors;

namespace TrialKeep.Scoring.Tests;

/// <summary>The rule against the verdicts of those who recorded the answers: four models on 700 of GSM8K's questions.</summary>
public sealed class RecordedAnswersTests
{
    [Fact]
    public void The_verdict_on_each_of_2800_answers_is_the_files_own()
    {
        int answers = 0, right = 0;
        foreach (string line in File.ReadLines(Checkout.DemandShared("data", "gsm8k", "recorded.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            Assert.True(AnswerNumber.TryExtract(row.RootElement.GetProperty("ground_truth").GetString(), out ExactNumber truth), line);
            foreach (JsonProperty model in row.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Object))
            {
                string? solution = model.Value.GetProperty("solution").GetString();
                bool verdict = AnswerNumber.TryExtract(solution, out ExactNumber number) && number == truth;
                Assert.True(verdict == model.Value.GetProperty("is_correct").GetBoolean(), model.Name + ": " + line);
                answers++;
                right += verdict ? 1 : 0;
            }
        }
        Assert.Equal(2800, answers);
        Assert.InRange(right, 1, answers - 1);
    }
}
