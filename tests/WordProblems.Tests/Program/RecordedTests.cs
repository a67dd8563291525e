using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>Recorded answers of real models, replayed.</summary>
public sealed class RecordedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_verdict_on_the_2800_answers_is_the_files_own()
    {
        string file = Checkout.DemandShared("data", "gsm8k", "recorded.jsonl");
        string results = Path.Combine(_folder.Path, "results.jsonl");
        JsonElement json = (await Run(file, "--results", results)).Json;
        Assert.Equal((2800, 0, 2800), (Int(json, "generated"), Int(json, "cached"), Int(json, "evaluated")));
        Assert.Equal([153, 280, 241, 398], json.GetProperty("models").EnumerateObject().Select(static model => Int(model.Value, "correct")));

        using StreamReader lines = new(results);
        int verdicts = 0;
        foreach (string text in File.ReadLines(file))
        {
            JsonObject row = JsonNode.Parse(text)!.AsObject();
            foreach ((string model, JsonNode? answer) in row.Where(static member => member.Value is JsonObject))
            {
                JsonObject line = JsonNode.Parse((await lines.ReadLineAsync(TestContext.Current.CancellationToken))!)!.AsObject();
                Assert.Equal(model, (string?)line["variant"]);
                Assert.Equal((bool?)answer!["is_correct"], (double?)line["scores"]!["correct"]!["value"] == 1);
                verdicts++;
            }
        }

        Assert.Equal(2800, verdicts);
    }

    [Fact]
    public async Task A_reordered_file_asks_nothing_again_and_an_edited_answer_asks_its_line()
    {
        string[] rows = Rows(12);
        string file = _folder.Write("answers.jsonl", string.Join('\n', rows));
        Assert.Equal(24, Int((await Run(file)).Json, "generated"));

        File.WriteAllText(file, string.Join('\n', rows.Reverse()));
        JsonElement reordered = (await Run(file)).Json;
        Assert.Equal((0, 24, 0), (Int(reordered, "generated"), Int(reordered, "cached"), Int(reordered, "evaluated")));

        rows[3] = rows[3].Replace("one two A: 3", "edited A: 3", StringComparison.Ordinal);
        File.WriteAllText(file, string.Join('\n', rows));
        JsonElement edited = (await Run(file)).Json;
        Assert.Equal((2, 22, 2), (Int(edited, "generated"), Int(edited, "cached"), Int(edited, "evaluated")));
    }

    [Fact]
    public async Task A_corrected_truth_scores_its_line_again_and_calls_no_variant()
    {
        string[] rows = Rows(5);
        string file = _folder.Write("answers.jsonl", string.Join('\n', rows));
        JsonElement first = (await Run(file)).Json;
        rows[2] = rows[2].Replace("Worked. A: 2", "Worked. A: 99", StringComparison.Ordinal);
        File.WriteAllText(file, string.Join('\n', rows));
        JsonElement corrected = (await Run(file)).Json;
        Assert.Equal((0, 2), (Int(corrected, "generated"), Int(corrected, "evaluated")));
        Assert.Equal(first.GetProperty("runId").GetString(), corrected.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task What_is_no_model_is_passed_over()
    {
        string file = _folder.Write("answers.jsonl", """{"question": "Q", "ground_truth": "A: 1", "note": {"text": "no solution"}, "level": 3, "m": {"is_correct": false, "solution": "A: 1"}}""");
        JsonElement json = (await Run(file)).Json;
        Assert.Equal(["m"], json.GetProperty("models").EnumerateObject().Select(static model => model.Name));
        Assert.Equal(1, Int(json.GetProperty("models").GetProperty("m"), "correct"));
    }

    [Fact]
    public async Task A_line_without_one_of_the_models_fails_that_answer_and_no_other()
    {
        string file = _folder.Write("answers.jsonl", """
            {"question": "Q1", "ground_truth": "A: 1", "a": {"solution": "A: 1"}, "b": {"solution": "A: 1"}}
            {"question": "Q2", "ground_truth": "A: 1", "a": {"solution": "A: 1"}}
            """);
        SampleProcess.Finished run = await Run(file);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal((3, 1, 0), (Int(run.Json, "generated"), Int(run.Json, "failed"), Int(run.Json, "missing")));
        Assert.Contains("1 of 4 answers failed with not-recorded", run.Error, StringComparison.Ordinal);
    }

    private static string[] Rows(int count) => [.. Enumerable.Range(0, count).Select(static i =>
        $$$"""{"question": "Question {{{i}}}?", "ground_truth": "Worked. A: {{{i}}}", "small": {"solution": "one two A: {{{i}}}"}, "large": {"solution": "A: 0"}}""")];

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private Task<SampleProcess.Finished> Run(string file, params string[] more) => SampleProcess.RunAsync(["--recorded", file, "--store", _folder.Store, "--json", "-", .. more]);
}
