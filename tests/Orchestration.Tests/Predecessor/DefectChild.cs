using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests.Predecessor;

/// <summary>A process of its own, for defects that one process can't have.</summary>
internal static class DefectChild
{
    /// <summary>Bytes of an answer of <see cref="Memory"/>.</summary>
    public const int AnswerBytes = 4_096;

    /// <summary>Answers tasks whose sets are in an order of the process's own, and writes how many it was asked.</summary>
    public const string Sets = "sets";

    /// <summary>Answers many tasks and writes how many bytes more than at the first one are in use at the last one, and at the last score.</summary>
    public const string Memory = "memory";

    private const string Variable = "TRIALKEEP_DEFECT_CHILD";

    /// <summary>What this process is to do; null when it is no child.</summary>
    public static string? Job => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } job ? job : null;

    /// <summary>Runs one to its end.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<long[]> RunAsync(string kind, string store, int items, string? folder = null)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "TrialKeep.Orchestration.Tests" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{kind} {items} {store}");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return [.. output.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string job)
    {
        string[] words = job.Split(' ', 3);
        int items = int.Parse(words[1], CultureInfo.InvariantCulture);
        using Store store = Store.Open(words[2]);
        await (words[0] == Sets ? SetsAsync(store, items) : MemoryAsync(store, items));
        return 0;
    }

    private static async Task SetsAsync(Store store, int items)
    {
        int asked = 0;
        Experiment<Tagged, Reply> experiment = Experiment.For<Tagged, Reply>("sets")
            .Data(DataSet.Of(Enumerable.Range(0, items).Select(static number =>
            {
                // Hashes of texts are other ones in each process, and so is this order.
                string[] tags = [.. Enumerable.Range(0, 20).Select(tag => $"tag {number} {tag}").OrderBy(static tag => tag.GetHashCode(StringComparison.Ordinal))];
                return new Tagged { Id = $"t{number}", Tags = [.. tags], Weights = tags.ToImmutableDictionary(static tag => tag, static tag => tag.Length) };
            })))
            .Variant("reader", new Speaker { Voice = "reader" }, (_, _, _) =>
            {
                Interlocked.Increment(ref asked);
                return Task.FromResult(new Reply { Text = "read" });
            }, Code.Version("1"));
        using Run<Tagged, Reply> run = await new ExperimentRunner<Tagged, Reply>(Planner.Plan(experiment, Selection.All), store, new RunOptions()).RunAsync();
        await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{asked}"));
    }

    private static async Task MemoryAsync(Store store, int items)
    {
        int asked = 0;
        long before = 0;
        long generated = 0;
        ScoreCount scored = new(items);
        Experiment<Question, Reply> experiment = Experiment.For<Question, Reply>("memory")
            .Data(DataSet.Of(Enumerable.Range(0, items).Select(static number => Question.Of(number))))
            .Variant("talker", new Speaker { Voice = "talker" }, (input, _, _) =>
            {
                int number = Interlocked.Increment(ref asked);
                if (number == 1) before = GC.GetTotalMemory(forceFullCollection: true);
                if (number == items) generated = GC.GetTotalMemory(forceFullCollection: true);
                return Task.FromResult(new Reply { Text = input.Id.PadRight(AnswerBytes, 'x') });
            }, Code.Version("1"))
            .Evaluate("long", scored, Code.Version("1"));
        using Run<Question, Reply> run = await new ExperimentRunner<Question, Reply>(Planner.Plan(experiment, Selection.All), store, new RunOptions { Parallelism = 4 }).RunAsync();
        await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{generated - before} {scored.AtLast - before}"));
    }

    private sealed class ScoreCount(int items) : Evaluator<Question, Reply>
    {
        private int _count;

        public long AtLast { get; private set; }

        public override string Settings => "tests.count/1";

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref _count) == items) AtLast = GC.GetTotalMemory(forceFullCollection: true);
            return ValueTask.FromResult(Score.Of(record.Text!.Length == AnswerBytes));
        }
    }
}
