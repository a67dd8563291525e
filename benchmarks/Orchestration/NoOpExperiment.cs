using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>An experiment whose variant, transform and evaluator do nothing: what is left is what the SDK costs.</summary>
internal static class NoOpExperiment
{
    private static readonly Transform<SumReply, SumReply> s_same = Transform.Of<SumReply, SumReply>("same", static reply => reply, Code.Version("1"));

    private static readonly Evaluator<Sum, SumReply> s_right = Evaluators.Of<Sum, SumReply>(static (task, reply) => Score.Of(reply.Value == task.Expected));

    /// <summary>Items in memory, each record scored as it is.</summary>
    public static Experiment<Sum, SumReply> Of(int items) =>
        Over(DataSet.Of(Enumerable.Range(0, items).Select(static i => SumOf(NameOf(i), i)))).Evaluate("right", s_right, Code.Version("1"));

    /// <summary>Items of a file, each record transformed and what comes of it scored.</summary>
    public static Experiment<Sum, SumReply> Of(string file) =>
        Over(DataSet.Jsonl<SumRow>(file).Select(static row => SumOf(row.Id, row.Left))).Transform(s_same).Evaluate("right", s_same, s_right, Code.Version("1"));

    /// <summary>Writes the file of so many items.</summary>
    public static string Write(int items, string file)
    {
        using StreamWriter writer = new(file);
        for (int i = 0; i < items; i++) writer.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"{NameOf(i)}\",\"left\":{i}}}\n"));
        return file;
    }

    /// <summary>Plans, opens the store, runs and closes: with items in memory.</summary>
    public static Task<WorkCounts> RunAsync(int items, string store, int? limit = null) => RunAsync(Of(items), store, limit);

    /// <summary>Plans, opens the store, runs and closes: with the items of a file.</summary>
    public static Task<WorkCounts> RunAsync(string file, string store) => RunAsync(Of(file), store, limit: null);

    private static async Task<WorkCounts> RunAsync(Experiment<Sum, SumReply> experiment, string store, int? limit)
    {
        Plan<Sum, SumReply> plan = Planner.Plan(experiment, new Selection { Limit = limit });
        using Store opened = Store.Open(store);
        using Run<Sum, SumReply> run = await new ExperimentRunner<Sum, SumReply>(plan, opened, new RunOptions()).RunAsync();
        return run.Counts;
    }

    /// <summary>Throws unless a call did what its measurement says.</summary>
    public static void Demand(WorkCounts counts, int generated, int cached, int evaluated, int transformed = 0)
    {
        if (counts == new WorkCounts(generated, cached, 0, 0, evaluated, transformed)) return;
        throw new InvalidOperationException($"The call was to generate {generated} and to find {cached}; it did {counts}.");
    }

    private static Experiment<Sum, SumReply> Over(DataSet<Sum> data) => Experiment.For<Sum, SumReply>("sums")
        .Data(data)
        .Variant("adder", new Adder { Name = "adder" }, static (input, _, _) => Task.FromResult(new SumReply { Value = input.Left + input.Right }), Code.Version("1"));

    private static Sum SumOf(string id, int left) => new() { Id = id, Left = left, Right = 1, Expected = left + 1 };

    private static string NameOf(int item) => string.Create(CultureInfo.InvariantCulture, $"item-{item}");
}
