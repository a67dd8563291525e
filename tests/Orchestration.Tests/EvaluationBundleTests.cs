using System.Diagnostics;
using System.Text.Json.Nodes;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Scores of records, and of what transforms make of them, leave to be given elsewhere and come back.</summary>
public sealed class EvaluationBundleTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly Ear _ear = new() { Hear = static reply => reply.Text == "1" ? Transformed<Heard>.None("only noise") : new Heard { Words = $"word {reply.Text}", Language = "en" } };
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-bundle-").FullName;

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_a_transform_makes_is_exported_and_its_scores_come_back()
    {
        await PrepareAsync();
        // Of four answers one has no output, which is no work for anybody.
        Assert.Equal(new BundleReport(Bundle, 3, 1, 0), Export());
        JsonNode item = Items()[1];
        Assert.Equal(["key", "item", "variant", "sample", "evaluation", "identity", "references", "output", "transform", "task", "record", "digest"], item.AsObject().Select(static member => member.Key));
        Assert.Equal(("q2", "heard-well", "heard", "2"), ((string?)item["item"], (string?)item["evaluation"], (string?)item["transform"], (string?)item["task"]!["expected"]));
        Assert.Equal("""{"words":"word 2","language":"en"}""", item["record"]!.ToJsonString());
        JsonNode evaluation = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Bundle, "manifest.json"), TestContext.Current.CancellationToken))!["evaluations"]![0]!;
        Assert.Equal(("heard", "tests.heard"), ((string?)evaluation["transform"], (string?)evaluation["record"]!["id"]));

        Fill(Items(), static one => "\"value\":0.75,\"label\":\"fair\"");
        ImportReport first = await ImportAsync();
        Assert.Equal((3, 3, 0), (first.Lines, first.Added, first.Refused.Count));
        ImportReport again = await ImportAsync();
        Assert.Equal((0, 3), (again.Added, again.Already));
        using Run<Question, Reply> run = await RunAsync();
        Assert.Equal((0, 0, 0), (run.Counts.Generated, run.Counts.Transformed, run.Counts.Evaluated));
        Assert.Equal((0.75, "fair", Heard().Identity.Id), (run.ScoreOf(2, 0)!.Value.Value, run.ScoreOf(2, 0)!.Value.Label, run.ScoreOf(2, 0)!.Value.Transform));
        Assert.Equal((null, "'heard' has no output: only noise"), (run.ScoreOf(1, 0)!.Value.Value, run.ScoreOf(1, 0)!.Value.Unscored));
        Directory.Delete(Bundle, recursive: true);
        Assert.Equal((0, 4), (Export().Items, Export(Path.Combine(_folder, "second")).Left));
    }

    [Fact]
    public async Task Records_and_outputs_are_scored_side_by_side()
    {
        Experiment<Question, Reply> both = Experiment().Evaluate("read", new ImportedScores<Question, Reply>("rubric 1"), Code.Version("1"));
        await PrepareAsync(both);
        Assert.Equal((7, 1), (Export(experiment: both).Items, Items().Count(static item => (string?)item["item"] == "q1")));
        Fill(Items(), static item => item["transform"] is null ? "\"value\":0.25" : "\"value\":1");
        Assert.Equal(7, (await ImportAsync(both)).Added);
        using Run<Question, Reply> run = await RunAsync(both);
        Assert.Equal((1, 0.25), (run.ScoreOf(0, 0)!.Value.Value, run.ScoreOf(0, 1)!.Value.Value));
    }

    [Fact]
    public async Task Scores_of_another_output_than_the_one_that_stands_are_refused()
    {
        await PrepareAsync();
        Export();
        Fill(Items(), static _ => "\"value\":1");
        // The same transform, edited: one output is another one, one is gone, one is what it was.
        _ear.Hear = static reply => reply.Text switch
        {
            "0" => new Heard { Words = "nothing" },
            "2" => Transformed<Heard>.None("only noise"),
            _ => new Heard { Words = $"word {reply.Text}", Language = "en" },
        };
        Experiment<Question, Reply> edited = Experiment(code: "2");
        await PrepareAsync(edited);
        ImportReport report = await ImportAsync(edited);
        Assert.Equal(1, report.Added);
        Assert.Equal(
            ["the item 'q0' has another answer now than when it was exported; export again.", "the item 'q2' has nothing to score: 'heard' found nothing in the answer."],
            report.Refused.Select(static line => line.Reason));
    }

    [Fact]
    public async Task What_is_not_transformed_yet_is_neither_exported_nor_imported()
    {
        await PrepareAsync();
        Export();
        Fill(Items(), static _ => "\"value\":1");
        _ear.Hear = static _ => throw new InvalidOperationException("deaf");
        Experiment<Question, Reply> edited = Experiment(code: "2");
        await PrepareAsync(edited);
        Assert.Equal(new BundleReport(Path.Combine(_folder, "deaf"), 0, 0, 4), Export(Path.Combine(_folder, "deaf"), edited));
        ImportReport report = await ImportAsync(edited);
        Assert.Equal((0, 3), (report.Added, report.Refused.Count));
        Assert.Equal("the item 'q0' waits for 'heard', which has yet to make something of the answer in this store; call transform, then import again.", report.Refused[0].Reason);
    }

    [Fact]
    public async Task An_output_that_was_altered_is_refused()
    {
        await PrepareAsync();
        Export();
        string items = Path.Combine(Bundle, "items.jsonl");
        await File.WriteAllTextAsync(items, (await File.ReadAllTextAsync(items, TestContext.Current.CancellationToken)).Replace("word 2", "word two", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Fill(Items(), static _ => "\"value\":1");
        ImportReport report = await ImportAsync();
        Assert.Equal((2, 1), (report.Added, report.Refused.Count));
        Assert.Contains("the item 'q2' was altered", report.Refused[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_in_python_scores_a_bundle()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "python3 is not installed");
        Experiment<Question, Reply> both = Experiment().Evaluate("read", new ImportedScores<Question, Reply>("rubric 1"), Code.Version("1"));
        await PrepareAsync(both);
        Export(experiment: both);
        string script = Path.Combine(_folder, "score.py");
        await File.WriteAllTextAsync(script, """
            import json, sys
            folder = sys.argv[1]
            with open(folder + "/items.jsonl", encoding="utf-8") as items, open(folder + "/answers.jsonl", "w", encoding="utf-8") as answers:
                for line in items:
                    item = json.loads(line)
                    said = item["record"]["words" if "transform" in item else "text"]
                    score = {"key": item["key"], "evaluation": item["evaluation"], "digest": item["digest"]}
                    if item["item"] == "q3":
                        score["unscored"] = "nobody could tell – really"
                    else:
                        score["value"] = 1 if said.endswith(item["task"]["expected"]) else 0
                        score["explanation"] = "heard " + said
                    answers.write(json.dumps(score) + "\n")
            """, TestContext.Current.CancellationToken);
        using (Process python = Process.Start("/usr/bin/python3", [script, Bundle])) await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7, (await ImportAsync(both)).Added);
        using Run<Question, Reply> run = await RunAsync(both);
        Assert.Equal((1, "heard word 2"), (run.ScoreOf(2, 0)!.Value.Value, run.ScoreOf(2, 0)!.Value.Explanation));
        Assert.Equal((1, "heard 1"), (run.ScoreOf(1, 1)!.Value.Value, run.ScoreOf(1, 1)!.Value.Explanation));
        Assert.Equal("nobody could tell – really", run.ScoreOf(3, 0)!.Value.Unscored);
    }

    private string Bundle => Path.Combine(_folder, "bundle");

    private Transform<Reply, Heard> Heard(string code = "1") => _ear.Transform(code: code);

    private Experiment<Question, Reply> Experiment(string code = "1") => TrialKeep.Experiment.For<Question, Reply>("lab")
        .Data(DataSet.Of(Enumerable.Range(0, 4).Select(static i => Question.Of(i))))
        .Variant("loud", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"))
        .Evaluate("heard-well", Heard(code), new ImportedScores<Question, Heard>("rubric 1"), Code.Version("1"));

    private Task<Run<Question, Reply>> RunAsync(Experiment<Question, Reply>? experiment = null) => _lab.RunAsync(experiment ?? Experiment());

    private async Task PrepareAsync(Experiment<Question, Reply>? experiment = null)
    {
        using Run<Question, Reply> run = await RunAsync(experiment);
    }

    private BundleReport Export(string? folder = null, Experiment<Question, Reply>? experiment = null)
    {
        using Store store = Store.Open(_lab.Store);
        return BundleExport.Evaluation(PlanOf(experiment), store.Experiment("lab"), folder ?? Bundle);
    }

    private async Task<ImportReport> ImportAsync(Experiment<Question, Reply>? experiment = null)
    {
        using Store store = Store.Open(_lab.Store);
        return await new ExperimentImport<Question, Reply>(PlanOf(experiment), store).BundleAsync(Bundle);
    }

    private Plan<Question, Reply> PlanOf(Experiment<Question, Reply>? experiment) => Planner.Plan(experiment ?? Experiment(), Selection.All, CancellationToken.None);

    private JsonNode[] Items() => [.. File.ReadLines(Path.Combine(Bundle, "items.jsonl")).Select(static line => JsonNode.Parse(line)!)];

    private void Fill(JsonNode[] items, Func<JsonNode, string> score) => File.WriteAllLines(
        Path.Combine(Bundle, "answers.jsonl"), items.Select(item => $$$"""{"key":"{{{item["key"]}}}","evaluation":"{{{item["evaluation"]}}}","digest":"{{{item["digest"]}}}",{{{score(item)}}}}"""));
}
