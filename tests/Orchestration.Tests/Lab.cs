using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests;

/// <summary>A temporary store with an experiment whose variants and evaluators count how often they are asked.</summary>
internal sealed class Lab : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-lab-").FullName;
    private int _calls;
    private int _scored;

    private string? _store;

    public string Store
    {
        get => _store ??= Path.Combine(_folder, "trials");
        set => _store = value;
    }

    public int Calls => _calls;

    public int Scored => _scored;

    /// <summary>The clock of the calls.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What the variants do; by default they say the number.</summary>
    public Func<Question.Input, VariantContext, CancellationToken, Task<Reply>> Answer { get; set; } =
        static (input, _, _) => Task.FromResult(new Reply { Text = $"{input.Prompt.Number}" });

    public Experiment<Question, Reply> Experiment(IEnumerable<Question> questions, string[]? variants = null, string code = "1", string evaluator = "1")
    {
        Experiment<Question, Reply> experiment = TrialKeep.Experiment.For<Question, Reply>("lab").Data(DataSet.Of(questions));
        foreach (string variant in variants ?? ["loud", "soft"])
        {
            experiment = experiment.Variant(variant, new Speaker { Voice = variant }, AnswerCounted, Code.Version(code));
        }

        return experiment.Evaluate("exact", new CountingEvaluator(() => Interlocked.Increment(ref _scored)), Code.Version(evaluator));
    }

    public async Task<Run<Question, Reply>> RunAsync(
        Experiment<Question, Reply> experiment, RunOptions? options = null, Selection? selection = null, IProgress<RunProgress>? observer = null, CancellationToken cancellation = default)
    {
        using Store store = Storage.Store.Open(Store);
        return await new ExperimentRunner<Question, Reply>(Planner.Plan(experiment, selection ?? Selection.All, CancellationToken.None), store, options ?? new RunOptions(), Clock).RunAsync(observer, cancellation);
    }

    /// <summary>Counts a call of a variant that is not one of the lab's own.</summary>
    public void Count() => Interlocked.Increment(ref _calls);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<Reply> AnswerCounted(Question.Input input, VariantContext context, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _calls);
        return Answer(input, context, cancellation);
    }

    private sealed class CountingEvaluator(Action scored) : Evaluator<Question, Reply>
    {
        public override string Settings => "tests.exact/1";

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation)
        {
            scored();
            return record.Text switch
            {
                "throw" => throw new InvalidOperationException("the judge is out"),
                "none" => ValueTask.FromResult(Score.None("nothing to judge")),
                _ => ValueTask.FromResult(Score.Of(record.Text == task.Expected, record.Text)),
            };
        }
    }
}
