using System.Text.Json.Nodes;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Defects of a predecessor that were reproduced there, each by its number: none of them is here.</summary>
public sealed class PredecessorDefectTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-defects-").FullName;

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task F1_one_store_holds_two_manifests_that_share_a_trial()
    {
        Experiment<Question, Reply> grown = _lab.Experiment([Question.Of(0), Question.Of(1), Question.Of(2)]);
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment([Question.Of(0), Question.Of(1)]));
        using (Store store = Storage.Store.Open(_lab.Store)) await new ExperimentRunner<Question, Reply>(PlanOf(grown), store, new()).PrepareAsync();
        using Run<Question, Reply> second = await _lab.RunAsync(grown);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((6, 4, 2), (_lab.Calls, second.Counts.Cached, second.Counts.Generated));
    }

    [Fact]
    public async Task F4_several_score_passes_of_an_answer_are_imported()
    {
        Experiment<Question, Reply> experiment = Passes();
        using (await _lab.RunAsync(experiment))
        {
        }

        Assert.Equal((8, 4, 0), Counted(Export(experiment)));
        Fill(static item => $$$"""{"key":"{{{item["key"]}}}","evaluation":"{{{item["evaluation"]}}}","digest":"{{{item["digest"]}}}","value":{{{((string?)item["evaluation"] == "tone" ? "0.5" : "1")}}},"label":"said"}""");
        ImportReport report = await ImportAsync(experiment);
        Assert.Equal((8, 0), (report.Added, report.Refused.Count));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal((0.5, 1.0), (run.ScoreOf(0, 1)!.Value.Value, run.ScoreOf(0, 2)!.Value.Value));
        Assert.Equal(0, run.Counts.Evaluated);
    }

    [Fact]
    public async Task F5_an_answer_that_is_an_error_is_imported_and_one_that_failed_does_not_stop_an_export()
    {
        Experiment<Question, Reply> experiment = Passes();
        BundleExport.Generation(PlanOf(experiment), null, Bundle);
        Fill(static item => (string?)item["item"] == "q0"
            ? $$$"""{"key":"{{{item["key"]}}}","error":{"kind":"refused","message":"It would not.","detail":"at line 1"}}"""
            : $$$"""{"key":"{{{item["key"]}}}","record":{"text":"1"}}""");
        ImportReport report = await ImportAsync(experiment);
        Assert.Equal((4, 2, 0), (report.Added, report.Failures, report.Refused.Count));
        using (Store store = Storage.Store.Open(_lab.Store))
        using (RunReader run = store.Experiment("lab").Read(report.Run!.Value))
        {
            Assert.True(run.TryGet(PlanOf(experiment).Keys[0], out StoredGeneration failed));
            Assert.Equal(new RecordError("refused", "It would not.", null, "at line 1"), run.ReadError(failed));
        }

        Directory.Delete(Bundle, recursive: true);
        Assert.Equal((6, 0, 6), Counted(Export(experiment)));
        Fill(static item => $$$"""{"key":"{{{item["key"]}}}","evaluation":"{{{item["evaluation"]}}}","error":{"kind":"timeout","message":"The rater went home."}}""");
        Assert.Equal((6, 6), ((await ImportAsync(experiment)).Added, 6));
        Assert.Equal((0, 6), ((await ImportAsync(experiment)) is var again ? again.Added : -1, again.Already));
    }

    [Fact]
    public async Task F6_what_is_imported_twice_is_stored_once()
    {
        Experiment<Question, Reply> experiment = Passes();
        BundleExport.Generation(PlanOf(experiment), null, Bundle);
        Fill(static item => (string?)item["item"] == "q0" ? $$$"""{"key":"{{{item["key"]}}}","error":{"kind":"refused","message":"It would not."}}""" : $$$"""{"key":"{{{item["key"]}}}","record":{"text":"1"}}""");
        await ImportAsync(experiment);
        string before = Stored();
        ImportReport again = await ImportAsync(experiment);
        Assert.Equal((0, 4), (again.Added, again.Already));
        Assert.Equal(before, Stored());
    }

    [Fact]
    public async Task F7_a_run_is_resumed_wherever_its_store_lies_and_however_it_is_called()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment([Question.Of(0), Question.Of(1)]);
        using CancellationTokenSource stop = new();
        Func<Question.Input, VariantContext, CancellationToken, Task<Reply>> answer = _lab.Answer;
        _lab.Answer = (input, context, cancellation) =>
        {
            stop.Cancel();
            return answer(input, context, cancellation);
        };
        RunId begun;
        using (Run<Question, Reply> stopped = await _lab.RunAsync(experiment, new() { Parallelism = 1 }, cancellation: stop.Token)) begun = stopped.Id;
        Assert.Equal(1, _lab.Calls);
        _lab.Answer = answer;
        string elsewhere = Path.Combine(_folder, "moved");
        Directory.Move(_lab.Store, elsewhere);
        using Store store = Storage.Store.Open(elsewhere);
        using Run<Question, Reply> run = await new ExperimentRunner<Question, Reply>(
            PlanOf(experiment.Evaluate("second", new ImportedScores<Question, Reply>("tests"), Code.Version("1"))), store,
            new() { Resume = begun, Parallelism = 7, GracePeriod = TimeSpan.FromSeconds(1), Limits = new() { Concurrency = 3 } }).RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((begun, 4, 3), (run.Id, _lab.Calls, run.Counts.Generated));
        Directory.CreateDirectory(_lab.Store);
    }

    private string Bundle => Path.Combine(_folder, "bundle");

    // Scored here by one evaluator and elsewhere by two.
    private Experiment<Question, Reply> Passes() => _lab.Experiment([Question.Of(0), Question.Of(1)])
        .Evaluate("tone", new ImportedScores<Question, Reply>("tone rubric 1"), Code.Version("1"))
        .Evaluate("people", new ImportedScores<Question, Reply>("people's rubric 1"), Code.Version("1"));

    private BundleReport Export(Experiment<Question, Reply> experiment)
    {
        using Store store = Storage.Store.Open(_lab.Store);
        return BundleExport.Evaluation(PlanOf(experiment), store.Experiment("lab"), Bundle);
    }

    private static (int Items, int Left, int Unready) Counted(BundleReport report) => (report.Items, report.Left, report.Unready);

    private void Fill(Func<JsonNode, string> answer) =>
        File.WriteAllLines(Path.Combine(Bundle, "answers.jsonl"), File.ReadLines(Path.Combine(Bundle, "items.jsonl")).Select(line => answer(JsonNode.Parse(line)!)));

    private async Task<ImportReport> ImportAsync(Experiment<Question, Reply> experiment)
    {
        using Store store = Storage.Store.Open(_lab.Store);
        return await new ExperimentImport<Question, Reply>(PlanOf(experiment), store).BundleAsync(Bundle);
    }

    private static Plan<Question, Reply> PlanOf(Experiment<Question, Reply> experiment) => Planner.Plan(experiment, Selection.All, CancellationToken.None);

    private string Stored() => string.Concat(Directory.EnumerateFiles(Path.Combine(_lab.Store, "experiments"), "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));
}
