using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Tasks and variants of derived types and generic records, from the plan to the stored score.</summary>
public sealed class ManyKindsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-kinds-").FullName;
    private readonly List<string> _scored = [];
    private int _calls;

    [Fact]
    public async Task Each_kind_of_a_task_is_answered_by_its_view_and_found_again()
    {
        Assert.Equal(2, await RunAsync(Riddles("b"), Sampling(0.5, "one")));
        Assert.Equal(["choice: b", "open: Why?"], _scored.Order(StringComparer.Ordinal));
        Assert.Equal(0, await RunAsync(Riddles("a"), Sampling(0.5, "another note")));
        Assert.Equal(["choice: b", "choice: b", "open: Why?"], _scored.Order(StringComparer.Ordinal));
        Assert.Equal(1, await RunAsync(Riddles("b", "more"), Sampling(0.5, "one")));
    }

    [Fact]
    public async Task Two_closed_types_of_a_record_share_no_answer()
    {
        Assert.Equal(2, await RunAsync(Riddles("b"), Sampling(0.5, "one")));
        int before = _calls;
        var numbers = Experiment.For<Riddle, Outcome<int>>("kinds").Data(DataSet.Of(Riddles("b"))).Variant<Outcome<int>, Decoder>("sampling", Sampling(0.5, "one"), (_, _, _) => Task.FromResult(new Outcome<int> { Value = ++_calls }), Code.Version("1"));
        using Store store = Store.Open(_folder);
        using (await new ExperimentRunner<Riddle, Outcome<int>>(Planner.Plan(numbers, Selection.All, CancellationToken.None), store, new RunOptions()).RunAsync(null, CancellationToken.None))
        {
        }

        Assert.Equal(before + 2, _calls);
    }

    [Fact]
    public async Task Why_shows_no_label_and_no_note_of_a_derived_type()
    {
        await RunAsync(Riddles("b"), Sampling(0.5, "one"));
        using Store store = Store.Open(_folder);
        StoredExperiment stored = store.Experiment("kinds");
        Plan<Riddle, Outcome<string>> plan = Planner.Plan(Kinds(Riddles("a", "more"), Sampling(0.7, "another")), Selection.All);
        Explanation why = Explainer.Explain(plan, stored, PlanStates.Read(plan, stored));
        Assert.Equal([new("options", "[\"a\",\"b\"]", "[\"a\",\"b\",\"more\"]")], Assert.Single(why.Tasks, static one => one.Item == "choice").Differences);
        Assert.Equal([new("temperature", "0.5", "0.7")], Assert.Single(why.Variants).Differences);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Riddle[] Riddles(string answer, params string[] more) =>
        [new ChoiceRiddle { Id = "choice", Text = "Which?", Options = ["a", "b", .. more], Answer = answer }, new OpenRiddle { Id = "open", Text = "Why?", Source = answer }];

    private static SamplingDecoder Sampling(double temperature, string note) => new() { Temperature = temperature, Note = note };

    private Experiment<Riddle, Outcome<string>> Kinds(Riddle[] riddles, Decoder decoder) => Experiment.For<Riddle, Outcome<string>>("kinds")
        .Data(DataSet.Of(riddles))
        .Variant("sampling", decoder, AnswerAsync, Code.Version("1"))
        .Evaluate("right", new Judge(_scored), Code.Version("1"));

    private Task<Outcome<string>> AnswerAsync(Riddle.Input input, VariantContext context, CancellationToken cancellation)
    {
        _calls++;
        return Task.FromResult(new Outcome<string> { Value = input is ChoiceRiddle.Input choice ? choice.Options[1] : input.Text });
    }

    private async Task<int> RunAsync(Riddle[] riddles, Decoder decoder)
    {
        int before = _calls;
        using Store store = Store.Open(_folder);
        using (await new ExperimentRunner<Riddle, Outcome<string>>(Planner.Plan(Kinds(riddles, decoder), Selection.All, CancellationToken.None), store, new RunOptions { Parallelism = 1 }).RunAsync(null, CancellationToken.None))
        {
        }

        return _calls - before;
    }

    private sealed class Judge(List<string> scored) : Evaluator<Riddle, Outcome<string>>
    {
        public override string Settings => "tests.judge/1";

        public override ValueTask<Score> EvaluateAsync(Riddle task, Outcome<string> record, CancellationToken cancellation)
        {
            lock (scored) scored.Add($"{task.Id}: {record.Value}");
            return ValueTask.FromResult(Score.Of(task is not ChoiceRiddle choice || record.Value == choice.Answer, record.Value));
        }
    }
}
