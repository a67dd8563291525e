using System.Globalization;
using Microsoft.Extensions.Configuration;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Specifications;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Hosting.Tests;

/// <summary>Experiments that data describe: the same as in code, and every error at once.</summary>
public sealed class SpecificationTests : IDisposable
{
    private const string Whole = """
        {
          "$schema": "any",
          "experiment": "puzzles",
          "data": { "path": "puzzles.jsonl", "where": { "kind": ["even", "odd"] }, "limit": 30, "describe": { "name": "puzzles", "split": "test" } },
          "variants": [
            { "name": "plain", "settings": { "model": "007", "stops": ["1", "true"], "limit": null }, "limits": { "concurrency": 2, "timeout": "30s", "retries": 1 } },
            { "name": "off", "kind": "tuned", "enabled": false, "settings": { "model": "none" } },
            { "name": "grid", "kind": "tuned", "settings": { "model": "x", "limit": 5 }, "grid": { "thinks": [true, false], "temperature": [0, 0.5] } }
          ],
          "samples": 2,
          "evaluations": [ { "name": "exact", "kind": "exact" }, { "name": "lenient", "kind": "accepts", "settings": { "accepted": "yes" } } ],
          "prices": { "currency": "EUR", "models": [ { "model": "vendor:x", "input": 1.5, "output": 2 } ] },
          "environment": "lab",
          "run": { "parallelism": 3, "maxFailures": 7, "budget": { "items": 500, "cost": 2.5, "time": "2h" }, "limits": { "concurrency": 9, "breaker": 4 } }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-spec-").FullName;

    public SpecificationTests()
    {
        File.WriteAllLines(PathOf("puzzles.jsonl"), Enumerable.Range(0, 40).Select(static i =>
            $$"""{"id":"p{{i}}","question":"{{i}}?","expected":"yes","kind":"{{(i % 4 == 3 ? "none" : i % 2 == 0 ? "even" : "odd")}}"}"""));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Data_and_code_make_the_same_plan()
    {
        SpecifiedExperiment<Puzzle, Guess> specified = Read(Whole);
        Experiment<Puzzle, Guess> written = Experiment.For<Puzzle, Guess>("puzzles")
            .Data(DataSet.Jsonl<PuzzleRow>(PathOf("puzzles.jsonl")).Select(Ask).Where(static puzzle => puzzle.Kind is "even" or "odd").Limit(30))
            .Variant("plain", new Tuned { Model = "007", Stops = ["1", "true"] }, Answer, Code.Version("1"))
            .Variants(Grid.Of("grid", new Tuned { Model = "x", Limit = 5 })
                .Vary("temperature", static (tuned, value) => tuned with { Temperature = value }, 0, 0.5)
                .Vary("thinks", static (tuned, value) => tuned with { Thinks = value }, true, false), static (_, input, context, cancellation) => Answer(input, context, cancellation), Code.Version("1"))
            .Samples(2).Environment("lab");
        Plan<Puzzle, Guess> left = Planner.Plan(specified.Experiment, Selection.All);
        Plan<Puzzle, Guess> right = Planner.Plan(written, Selection.All);
        Assert.Equal(300, left.Count);
        Assert.Equal(right.Manifest, left.Manifest);
        Assert.Equal(right.Variants.Select(static variant => variant.Name), left.Variants.Select(static variant => variant.Name));
    }

    [Fact]
    public void Evaluations_prices_and_policies_are_read_too()
    {
        (Experiment<Puzzle, Guess> experiment, RunPolicies policies) = Read(Whole);
        Assert.Equal(["exact", "lenient"], experiment.Evaluations.Select(static evaluation => evaluation.Name));
        Assert.Equal(Evaluators.Exact<Puzzle, Guess>(static _ => "yes", static record => record.Text).Settings, experiment.Evaluations[1].Settings);
        Assert.Equal(("EUR", new TokenPrice(1.5m, 2m)), (experiment.PriceTable!.Currency, experiment.PriceTable.Find("vendor:x")));
        Assert.Equal((3, 7, 500, 2.5m, TimeSpan.FromHours(2)), (policies.Parallelism, policies.MaxFailures, policies.Budget.Items, policies.Budget.Cost, policies.Budget.Time));
        VariantLimits plain = experiment.VariantLimits["plain"];
        Assert.Equal((2, 4, TimeSpan.FromSeconds(30), 1), (plain.Concurrency, plain.Breaker, plain.Timeout, plain.Retry!.Retries[FailureKind.Timeout]));
        Assert.Equal(9, experiment.VariantLimits.First(static one => one.Key.StartsWith("grid", StringComparison.Ordinal)).Value.Concurrency);
    }

    [Fact]
    public void Judges_and_transforms_have_limits_and_prices_may_be_a_file_of_their_own()
    {
        File.WriteAllText(PathOf("prices.json"), """{ "currency": "EUR", "models": [ { "model": "x", "input": 3, "output": 4 } ] }""");
        Experiment<Puzzle, Guess> experiment = Read("""
            {
              "experiment": "e",
              "data": { "path": "puzzles.jsonl" },
              "variants": [ { "name": "a", "settings": { "model": "x" } } ],
              "evaluations": [ { "name": "exact", "kind": "exact" }, { "name": "slow", "kind": "exact", "limits": { "concurrency": 2 } }, { "name": "opinion", "kind": "opinion" } ],
              "transforms": [ { "name": "shout", "limits": { "requestsPerMinute": 60 } } ],
              "prices": "prices.json",
              "run": { "limits": { "retries": 4 } }
            }
            """).Experiment;
        Assert.Equal(["opinion", "slow"], experiment.EvaluationLimits.Keys.Order());
        Assert.Equal((2, 4), (experiment.EvaluationLimits["slow"].Concurrency, experiment.EvaluationLimits["slow"].Retry!.Retries[FailureKind.RateLimited]));
        Assert.Equal(4, experiment.EvaluationLimits["opinion"].Retry!.Retries[FailureKind.RateLimited]);
        Assert.Equal((60.0, 4), (experiment.TransformLimits["shout"].RequestsPerMinute, experiment.TransformLimits["shout"].Retry!.Retries[FailureKind.RateLimited]));
        Assert.Equal(("EUR", new TokenPrice(3, 4)), (experiment.PriceTable!.Currency, experiment.PriceTable.Find("x")));
    }

    [Fact]
    public void Limits_of_what_is_not_there_and_wrong_prices_of_a_file_are_told_with_their_paths()
    {
        File.WriteAllText(PathOf("prices.json"), """{ "models": [ { "model": "x", "input": "dear", "output": 4 } ] }""");
        string text = Refused("""
            {
              "experiment": "e",
              "data": { "path": "puzzles.jsonl" },
              "variants": [ { "name": "a", "settings": { "model": "x" } } ],
              "evaluations": [ { "name": "exact", "kind": "exact" } ],
              "transforms": [ { "name": "shout", "limits": {} }, { "name": "x", "limit": 1 } ],
              "prices": "prices.json"
            }
            """);
        Assert.Contains("$.transforms[0]: There is no transform 'shout' to limit; add it first.", text, StringComparison.Ordinal);
        Assert.Contains("$.transforms[1].limit: there is no member 'limit'; did you mean 'limits'", text, StringComparison.Ordinal);
        Assert.Contains("prices.json: $.models[0].input: it takes an amount from 0, not 'dear'.", text, StringComparison.Ordinal);
        Assert.Contains("has 3 errors:\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_is_told_at_once_with_its_path()
    {
        string text = Refused("""
            {
              "experiment": "",
              "dta": 1,
              "data": { "path": "nowhere.jsonl", "format": "xml", "where": { "kin": "even" }, "subset": { "seed": "x" }, "limit": 0 },
              "variants": [
                { "name": "a", "kind": "tunde", "settings": {} },
                { "name": "b", "kind": "tuned", "settings": { "modle": "x", "temperature": "hot" }, "grid": { "thinks": [] } },
                { "kind": "tuned", "settings": { "model": "x" }, "limits": { "timeout": "soon", "retry": 3 } }
              ],
              "samples": "two",
              "evaluations": [ { "name": "e", "kind": "accepts", "settings": { "accepted": ["yes"] } }, { "name": "f", "kind": "exact", "settings": { "a": 1 } } ],
              "prices": { "models": [ { "model": "m", "input": -1, "output": 1 } ] },
              "run": { "budget": { "cost": 0 }, "parallelism": -1 }
            }
            """);
        string[] expected =
        [
            "$.experiment: it is missing",
            "$.dta: there is no member 'dta'; did you mean 'data'",
            "$.data.path: there is no file",
            "$.data.format: there is no format 'xml'",
            "$.data.where.kin: there is no slice 'kin'; did you mean 'kind'",
            "$.data.subset.count: it is missing",
            "$.data.subset.seed: it takes a whole number, not 'x'.",
            "$.data.limit: it takes a whole number from 1, not '0'.",
            "$.variants[0].kind: there is no kind of variant 'tunde'; did you mean 'tuned'",
            "$.variants[1].settings.modle: there is no setting 'modle'; did you mean 'model'",
            "$.variants[1].settings.temperature: it takes a number, not 'hot'.",
            "$.variants[1].grid.thinks: it takes an array",
            "$.variants[1].settings.model: it is missing",
            "$.variants[2].name: it is missing",
            "$.variants[2].limits.timeout: it takes a time such as 30s, 5m or 2h, not 'soon'.",
            "$.variants[2].limits.retry: there is no member 'retry'; did you mean 'retries'",
            "$.samples: it takes a whole number from 1, not 'two'.",
            "$.evaluations[0].settings.accepted: it takes a text.",
            "$.evaluations[1].settings: this kind of evaluation has no settings",
            "$.prices.models[0].input: it takes an amount from 0, not '-1'.",
            "$.run.budget.cost: a budget is above 0",
            "$.run.parallelism: it takes a whole number from 1, not '-1'.",
        ];
        Assert.All(expected, line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.StartsWith($"{PathOf("spec.json")} has {expected.Length} errors:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "a", "settings": { "model": "x" } }, { "name": "a", "settings": { "model": "y" } }""", "$.variants[1]: Two variants are called 'a'; give each its own name.")]
    [InlineData("""{ "name": "a", "settings": { "model": "x" }, "grid": { "model": ["y"] } }""", "$.variants[0].grid.model: it stands in settings, too")]
    [InlineData("""{ "name": "a", "settings": { "model": null } }""", "$.variants[0].settings.model: it takes a text.")]
    [InlineData("""{ "name": "a", "settings": { "model": "x", "limit": 1.5 } }""", "$.variants[0].settings: ")]
    [InlineData("""{ "name": "a", "enabled": false, "settings": { "model": "x" } }""", "$.variants: none is enabled")]
    public void A_variant_that_can_not_be_made_is_told_with_its_path(string variants, string complaint) =>
        Assert.Contains(complaint, Refused($$"""{ "experiment": "e", "data": { "path": "puzzles.jsonl" }, "variants": [ {{variants}} ] }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "experiment": """)]
    [InlineData("""{ "experiment": "a", "experiment": "b" }""")]
    [InlineData("[]")]
    public void What_is_no_object_is_refused_in_one_sentence(string text) => Assert.Contains("spec.json is no JSON object", Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Items_are_chosen_by_id_and_drawn_by_strata_from_several_files()
    {
        File.WriteAllText(PathOf("more.csv"), "id,question,expected,kind\nq1,a?,yes,odd\nq2,b?,yes,odd\n");
        SpecifiedExperiment<Puzzle, Guess> specified = Read("""
            {
              "experiment": "e",
              "data": [ { "path": "puzzles.jsonl", "stratified": { "count": 8, "by": "kind", "seed": 3 } }, { "path": "more.csv", "ids": ["q2"] } ],
              "variants": [ { "name": "a", "settings": { "model": "x" } } ]
            }
            """);
        string[] items = [.. Planner.Plan(specified.Experiment, Selection.All).Tasks.Select(static task => task.Item)];
        string[] expected = [.. DataSet.Jsonl<PuzzleRow>(PathOf("puzzles.jsonl")).Select(Ask).Stratified(8, static puzzle => puzzle.Kind, seed: 3).Rows().Select(static row => row.Value.Id), "q2"];
        Assert.Equal(expected, items);
    }

    [Fact]
    public void A_section_of_any_configuration_will_do()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Lab:experiment"] = "e",
            ["Lab:data:path"] = "puzzles.jsonl",
            ["Lab:variants:0:name"] = "a",
            ["Lab:variants:0:settings:MODEL"] = "x",
            ["Lab:samples"] = "many",
        }).Build();
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Kinds().Read(configuration.GetSection("Lab"), _folder));
        Assert.Equal("the configuration: $.Lab.samples: it takes a whole number from 1, not 'many'.", refused.Message);
    }

    [Fact]
    public async Task Stages_of_the_program_stand_where_the_file_says()
    {
        string With(string stages) => Whole.Replace("\"samples\": 2,", $"\"samples\": 1, \"stages\": [ {stages} ],", StringComparison.Ordinal);
        File.WriteAllText(PathOf("spec.json"), With("""{ "name": "check", "after": "generate" }, { "name": "export", "kind": "note" }, { "name": "off", "enabled": false }"""));
        Assert.Equal(0, (await RunAsync("--spec", PathOf("spec.json"))).ExitCode);
        Assert.Equal(["check: 0 scored", "export: 150 scored"], await File.ReadAllLinesAsync(PathOf("notes.txt"), TestContext.Current.CancellationToken));
        string refused = Refused(With("""{ "name": "check", "after": "generated" }, { "name": "export", "kind": "notes" }, { "after": "score", "limits": 1 }"""));
        Assert.Contains("$.stages[0].after: there is no stage 'generated'; did you mean 'generate'? In all there are generate, transform, evaluate.", refused, StringComparison.Ordinal);
        Assert.Contains("$.stages[1].kind: there is no kind of stage 'notes'; did you mean 'note'? In all there is note.", refused, StringComparison.Ordinal);
        Assert.Contains("$.stages[2].name", refused, StringComparison.Ordinal);
        Assert.Contains("$.stages[2].limits", refused, StringComparison.Ordinal);
        Assert.Contains("$.stages[1]: Two stages are called 'check'", Refused(With("""{ "name": "check" }, { "name": "check" }""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_counts_before_the_file()
    {
        File.WriteAllText(PathOf("spec.json"), Whole);
        (int code, string output, string error) = await RunAsync("--spec", PathOf("spec.json"), "--variant", "plain", "--samples", "1", "--max-items", "5");
        Assert.Equal((6, true), (code, error.Contains("5 items", StringComparison.Ordinal)));
        Assert.Contains("5 generated", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("--spec", PathOf("spec.json"), "--variant", "plain", "--samples", "1")).ExitCode);
        (code, _, error) = await RunAsync("plan");
        Assert.Equal((2, "The experiment is described by data; say which with --spec FILE."), (code, error.Trim()));
        (code, _, error) = await RunAsync("--spec", PathOf("gone.json"));
        Assert.Equal(2, code);
        Assert.StartsWith($"The specification {PathOf("gone.json")} can't be read", error, StringComparison.Ordinal);
    }

    private Specification<Puzzle, Guess> Kinds() => Specification.For<Puzzle, Guess>()
        .Rows<PuzzleRow>("puzzle", Ask)
        .Variant<Tuned>("tuned", static (experiment, name, settings) => experiment.Variant(name, settings, Answer, Code.Version("1")))
        .Evaluator("exact", static (experiment, name) => experiment.Evaluate(name, Evaluators.Exact<Puzzle, Guess>(static task => task.Expected, static record => record.Text), Code.Version("1")))
        .Evaluator("opinion", static (experiment, name) => experiment.Transform(TrialKeep.Transform.Text<Guess>("shout", static record => record.Text, Extract.Text(), Code.Version("1"))).Evaluate(name, new OpinionJudge(), Code.Version("1")))
        .Stage("note", (experiment, name, after) => experiment.Stage(name, (run, _, cancellation) =>
            File.AppendAllTextAsync(PathOf("notes.txt"), $"{name}: {Enumerable.Range(0, run.Plan.Count).Count(index => run.PeekOf(index, 0) is not null)} scored\n", cancellation), Code.Version("1"), after))
        .Evaluator<Leniency>("accepts", static (experiment, name, settings) => experiment.Evaluate(name, Evaluators.Exact<Puzzle, Guess>(_ => settings.Accepted, static record => record.Text), Code.Version("1")));

    private static Puzzle Ask(PuzzleRow row) => new() { Id = row.Id, Question = row.Question, Expected = row.Expected, Kind = row.Kind };

    private static Task<Guess> Answer(Puzzle.Input input, VariantContext context, CancellationToken cancellation) => Task.FromResult(new Guess { Text = "yes" });

    private string PathOf(string name) => Path.Combine(_folder, name);

    private SpecifiedExperiment<Puzzle, Guess> Read(string json)
    {
        File.WriteAllText(PathOf("spec.json"), json);
        return Kinds().Read(PathOf("spec.json"));
    }

    private string Refused(string json) => Assert.Throws<InvalidInputException>(() => Read(json)).Message;

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter error = new(CultureInfo.InvariantCulture);
        int code = await ExperimentHost.RunAsync([.. args, "--store", PathOf("trials")], HostProgram<Puzzle, Guess>.Of(Kinds), new HostConsole(() => output, () => error, isTerminal: false));
        return (code, output.ToString(), error.ToString());
    }
}
