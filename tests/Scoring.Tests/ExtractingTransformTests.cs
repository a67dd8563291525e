using System.Text.Json;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Scoring.Tests;

/// <summary>Answers that models gave, found, stored and scored by what a user writes.</summary>
public sealed class ExtractingTransformTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-extracting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_text_is_found_stored_and_scored()
    {
        Transform<Solution, ExtractedText> answer = Transform.Text<Solution>("answer", static record => record.Text, Extract.Boxed().Or(Extract.LastNumber()), Code.Version("1"));
        string[] solutions = [@"so $\boxed{4}$", "it is 5", "no idea", ""];
        using Run<Problem, Solution> run = await RunAsync(solutions, experiment => experiment
            .Transform(answer)
            .Evaluate("correct", answer, TrialKeep.Evaluators.Exact<Problem, ExtractedText>(static task => task.Truth, static record => record.Text), Code.Version("1")));
        Assert.Equal(new ExtractedText { Text = "4", Extractor = "boxed" }, run.OutputOf(0, answer));
        Assert.Equal(new ExtractedText { Text = "5", Extractor = "last-number" }, run.OutputOf(1, answer));
        Assert.Equal("'answer' has no output: boxed: there is no \\boxed; last-number: there is no number", run.ScoreOf(2, 0)!.Value.Unscored);
        Assert.Equal("there is no text", run.TransformOf(3, answer)!.None);
        Assert.Equal([1.0, 0.0], [run.ScoreOf(0, 0)!.Value.Value, run.ScoreOf(1, 0)!.Value.Value]);
    }

    [Fact]
    public async Task A_number_is_one_number()
    {
        Transform<Solution, ExtractedNumber> answer = Transform.Number<Solution>("answer", static record => record.Text, Extract.Boxed(), Code.Version("1"));
        string[] solutions = [@"\boxed{\$1,250.00}", @"\boxed{3/4}", @"\boxed{x}", @"\boxed{1e99}", @"\boxed{-0.50}"];
        using Run<Problem, Solution> run = await RunAsync(solutions, experiment => experiment.Transform(answer));
        Assert.Equal([1250m, null, null, null, -0.5m], Enumerable.Range(0, 5).Select(i => run.OutputOf(i, answer)?.Value));
        Assert.Equal(["boxed found a text with several numbers", "boxed found a text without a number", "boxed found a number beyond the range of decimal"], Enumerable.Range(1, 3).Select(i => run.TransformOf(i, answer)!.None!));
    }

    [Fact]
    public void What_finds_otherwise_is_another_transform()
    {
        Transform<Solution, ExtractedText> Of(Extractor extractor, string code = "1") => Transform.Text<Solution>("answer", static record => record.Text, extractor, Code.Version(code));
        Assert.Equal(Of(Extract.Boxed()).Identity, Of(Extract.Boxed()).Identity);
        Assert.NotEqual(Of(Extract.Boxed()).Identity, Of(Extract.Marked()).Identity);
        Assert.NotEqual(Of(Extract.Boxed()).Identity, Of(Extract.Boxed(), "2").Identity);
        Assert.NotEqual(Of(Extract.Boxed()).Identity, Transform.Number<Solution>("answer", static record => record.Text, Extract.Boxed(), Code.Version("1")).Identity);
    }

    // Four models on 700 of GSM8K's questions: the last number is what the marked answer says, wherever that is a number at all.
    [Fact]
    public void The_last_number_of_a_recorded_answer_is_the_marked_one()
    {
        Extractor marked = Extract.Marked().Then(Extract.LastNumber());
        int answers = 0, found = 0;
        foreach (string line in File.ReadLines(Checkout.DemandShared("data", "gsm8k", "recorded.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            foreach (JsonProperty model in row.RootElement.EnumerateObject().Where(static one => one.Value.ValueKind == JsonValueKind.Object))
            {
                string solution = model.Value.GetProperty("solution").GetString()!;
                answers++;
                if (marked.Find(solution).Text is not { } number) continue;
                found++;
                Assert.Equal(number, Extract.LastNumber().Find(solution).Text);
                if (TrialKeep.Scoring.Extractors.AnswerNumber.TryExtract(solution, out TrialKeep.Scoring.Extractors.ExactNumber exact)) Assert.Equal(exact.ToString(), number);
            }
        }

        Assert.Equal(2800, answers);
        Assert.InRange(found, 2700, 2800);
    }

    private async Task<Run<Problem, Solution>> RunAsync(string[] solutions, Func<Experiment<Problem, Solution>, Experiment<Problem, Solution>> finish)
    {
        Experiment<Problem, Solution> experiment = finish(Experiment.For<Problem, Solution>("extracting")
            .Data(DataSet.Of(solutions.Select(static (_, i) => new Problem { Id = $"{i}", Truth = "4" })))
            .AddVariant("recorded", new Recorded { Model = "x" }, (task, _, _) => Task.FromResult(new Solution { Text = solutions[task.Id[0] - '0'] is { Length: > 0 } text ? text : null }), Code.Version("1")));
        using Store store = Store.Open(Path.Combine(_folder, "trials"));
        return await new ExperimentRunner<Problem, Solution>(Planner.Plan(experiment, Selection.All), store, new RunOptions()).RunAsync();
    }
}
