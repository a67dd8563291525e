using System.Globalization;
using System.IO.Compression;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Steps;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Analysis.Reports;
using TrialKeep.Analysis.Reports.Content;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Tests.Content;

/// <summary>What reports show of a store: prompts of several messages, records that another run made, measurements over steps, confidence.</summary>
public sealed class StoredContentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-content-").FullName;
    private int _asked;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_prompt_of_several_messages_is_shown_message_by_message_with_its_arguments()
    {
        await RunAsync(items: 2);
        using Store store = Store.Find(Folder)!;
        (Arm arm, StoredContent content, RunReader run) = Latest(store);
        using (run)
        using (content)
        {
            Assert.Equal(
                [new("id", "i0"), new("prompt, system", "You are \"brief\".\nAlways."), new("prompt, user", "How many <apples> 0? {count}"), new("rules", "Be kind."), new("answer", "0")],
                content.PromptOf(arm, 0));
            ReportAnswer answer = content.AnswerOf(arm, 1)!;
            Assert.Contains(new ReportText("text", "1"), answer.Output);
            Assert.Null(answer.Error);
        }
    }

    [Fact]
    public async Task A_run_that_reuses_anothers_records_shows_them_with_their_prompts_and_a_failure_its_error()
    {
        await RunAsync(items: 2);
        Assert.Equal(2, _asked);
        await RunAsync(items: 4, fails: "i3");
        Assert.Equal(4, _asked);
        using Store store = Store.Find(Folder)!;
        (Arm arm, StoredContent content, RunReader run) = Latest(store);
        using (run)
        using (content)
        {
            Assert.True(run.TryGet(arm.Table.KeyOf(arm.Column, 0)!.Value, out StoredGeneration reused) && reused.IsReuse);
            Assert.Contains(content.PromptOf(arm, 0), static part => part.Text == "How many <apples> 0? {count}");
            Assert.Contains(content.PromptOf(arm, 0), static part => part.Text == "Be kind.");
            Assert.Contains(new ReportText("text", "0"), content.AnswerOf(arm, 0)!.Output);
            Assert.Contains("no answer today", content.AnswerOf(arm, 3)!.Error, StringComparison.Ordinal);
            Assert.NotEmpty(content.PromptOf(arm, 3));
        }
    }

    [Fact]
    public async Task A_run_without_an_evaluation_shows_its_prompts_and_answers_all_the_same()
    {
        string file = Path.Combine(_folder, "bare.html");
        await RunAsync(items: 2, isScored: false, "--report", file);
        string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("the experiment has no evaluation", page, StringComparison.Ordinal);
        string block = page.Split("id=\"d0\">")[1].Split('<')[0];
        using GZipStream gzip = new(new MemoryStream(Convert.FromBase64String(block)), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        Assert.Contains("Always.", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confidence_and_measurements_over_steps_get_into_the_report()
    {
        await RunAsync(items: 20);
        await MeasureAsync();
        string file = Path.Combine(_folder, "report.md");
        (int code, string output) = await RunAsync("compare", "--report", file);
        Assert.Equal(5, code);
        Assert.Contains("only, by confidence on 20 answers: ", output, StringComparison.Ordinal);
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("\n## Sure and right\n", text, StringComparison.Ordinal);
        Assert.Contains("| only | confidence | 20 | 49.5% | 50.0% |", text, StringComparison.Ordinal);
        Assert.Contains("\n## Over steps\n", text, StringComparison.Ordinal);
        Assert.Contains("| loss | only | 2 | 3 | 3 | 1.5 | 1.5 | 3 |", text, StringComparison.Ordinal);
        Assert.Contains("| queue | the run | 1 | 2 | 5 | – | 5 | 5 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_measurements_of_one_step_the_last_counts_and_means_are_over_the_finite()
    {
        await RunAsync(items: 20);
        await MeasureAsync();
        using Store store = Store.Find(Folder)!;
        using RunReader run = store.Experiment("inquiries").Read(store.Experiment("inquiries").Runs()[^1]);
        IReadOnlyList<StepSeries> series = StoredSteps.Of(run);
        Assert.Equal([("loss", "only", 2), ("queue", null, 1)], series.Select(static one => (one.Measurement, one.Variant, one.Generations)));
        Assert.Equal([new(0, 3, 2), new(1, 2, 1), new(2, 1.5, 2)], series[0].Points);
        Assert.Equal((5.0, 0), (series[1].Points[0].Mean, series[1].Points[1].Count));
    }

    private string Folder => Path.Combine(_folder, "trials");

    private async Task MeasureAsync()
    {
        using Store store = Store.Open(Folder);
        StoredExperiment experiment = store.Experiment("inquiries");
        RunId id = experiment.Runs()[^1];
        using RunReader run = experiment.Read(id);
        TrialKeep.Runtime.Keys.KeyId[] keys = [.. run.ReadManifest().Entries.Take(2).Select(static entry => entry.Key)];
        await using RunSession session = experiment.Continue(id, new RunStart());
        session.Writer.Measurement(keys[0], "loss", 99, step: 0);
        session.Writer.Measurement(keys[0], "loss", 2, step: 0);
        session.Writer.Measurement(keys[1], "loss", 4, step: 0);
        session.Writer.Measurement(keys[1], "loss", 1, step: 2);
        session.Writer.Measurement(keys[0], "loss", 2, step: 2);
        session.Writer.Measurement(keys[0], "loss", 2, step: 1);
        session.Writer.Measurement(keys[1], "loss", double.NaN, step: 1);
        session.Writer.Measurement(null, "queue", 5, step: 1);
        session.Writer.Measurement(null, "queue", double.NaN, step: 2);
    }

    private static (Arm Arm, StoredContent Content, RunReader Run) Latest(Store store)
    {
        StoredExperiment experiment = store.Experiment("inquiries");
        RunReader run = experiment.Read(experiment.Runs()[^1]);
        EvaluationName evaluation = run.Evaluations().Single();
        ArmTable table = StoredArms.Read<Inquiry, Reply>(run, evaluation, static _ => null)!;
        return (Arm.AllOf(table)[0], new StoredContent([run], evaluation), run);
    }

    private async Task RunAsync(int items, string? fails = null) => await RunAsync(items, fails, isScored: true, "--quiet");

    private async Task RunAsync(int items, bool isScored, params string[] args) => await RunAsync(items, null, isScored, args);

    private Task<(int Code, string Output)> RunAsync(params string[] args) => RunAsync(20, null, isScored: true, args);

    private async Task<(int Code, string Output)> RunAsync(int items, string? fails, bool isScored, params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        int code = await ExperimentHost.RunAsync<Inquiry, Reply>([.. args, "--store", Folder], [], _ => Experiment(items, fails, isScored), new HostConsole(() => output, () => TextWriter.Null, isTerminal: false));
        return (code, output.ToString());
    }

    private Experiment<Inquiry, Reply> Experiment(int items, string? fails, bool isScored)
    {
        Experiment<Inquiry, Reply> experiment = TrialKeep.Experiment.For<Inquiry, Reply>("inquiries")
            .Data(DataSet.Of(Enumerable.Range(0, items).Select(static i => new Inquiry { Id = $"i{i}", Prompt = new("\"brief\"", $"<apples> {i}"), Rules = "Be kind.", Answer = i % 2 == 0 ? $"{i}" : "none" })))
            .Variant("only", new Guesser { Name = "only" }, (input, _, _) =>
            {
                Interlocked.Increment(ref _asked);
                if (input.Id == fails) throw new InvalidOperationException("no answer today");
                return Task.FromResult(new Reply { Text = input.Id[1..], Confidence = 0.02 + int.Parse(input.Id.AsSpan(1), CultureInfo.InvariantCulture) * 0.05 % 1 });
            }, Code.Version("1"));
        return isScored ? experiment.Evaluate("exact", Evaluators.Exact<Inquiry, Reply>(task => task.Answer, record => record.Text), Code.Version("1")) : experiment;
    }
}
