using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>An experiment whose variant and evaluator do nothing: what is left is what the SDK costs.</summary>
internal static class NoOpExperiment
{
    public static Experiment<Sum, SumReply> Of(int items) => Experiment.For<Sum, SumReply>("sums")
        .Data(DataSet.Of(Enumerable.Range(0, items).Select(static i =>
            new Sum { Id = string.Create(CultureInfo.InvariantCulture, $"item-{i}"), Left = i, Right = 1, Expected = i + 1 })))
        .Variant("adder", new Adder { Name = "adder" }, static (input, _, _) => Task.FromResult(new SumReply { Value = input.Left + input.Right }), Code.Version("1"))
        .Evaluate("right", Evaluators.Of<Sum, SumReply>(static (task, reply) => Score.Of(reply.Value == task.Expected)), Code.Version("1"));

    /// <summary>Plans, opens the store, runs and closes.</summary>
    public static async Task<WorkCounts> RunAsync(int items, string store, int? limit = null)
    {
        Plan<Sum, SumReply> plan = Planner.Plan(Of(items), new Selection { Limit = limit });
        using Store opened = Store.Open(store);
        using Run<Sum, SumReply> run = await new ExperimentRunner<Sum, SumReply>(plan, opened, new RunOptions()).RunAsync();
        return run.Counts;
    }

    /// <summary>Throws unless a call did what its measurement says.</summary>
    public static void Demand(WorkCounts counts, int generated, int cached, int evaluated)
    {
        if (counts == new WorkCounts(generated, cached, 0, 0, evaluated)) return;
        throw new InvalidOperationException($"The call was to generate {generated} and to find {cached}; it did {counts}.");
    }
}
