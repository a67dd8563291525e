using System.Diagnostics;
using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests.Sharing;

/// <summary>A process that shares a run with others, and notes each item before it is asked and each record before it is transformed and scored.</summary>
internal static class SharingChild
{
    public const int Parallelism = 4;
    private const string Variable = "TRIALKEEP_SHARING_CHILD";

    /// <summary>What this process is to do; null when it is no child.</summary>
    public static string? Job => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } job ? job : null;

    public static Process Start(string folder, int number, int items)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardError = true };
        // The test host of another runner is not this program.
        start.FileName = Path.Combine(AppContext.BaseDirectory, "TrialKeep.Orchestration.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{number} {items} {folder}");
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(string job)
    {
        string[] words = job.Split(' ', 3);
        int items = int.Parse(words[1], CultureInfo.InvariantCulture);
        using Note asked = new(Path.Combine(words[2], $"asked-{words[0]}.txt"));
        using Note heard = new(Path.Combine(words[2], $"heard-{words[0]}.txt"));
        using Note measured = new(Path.Combine(words[2], $"measured-{words[0]}.txt"));
        using Note scored = new(Path.Combine(words[2], $"scored-{words[0]}.txt"));
        using Store store = Store.Open(Path.Combine(words[2], "trials"));
        Plan<Question, Reply> plan = Planner.Plan(Experiment(items, asked.Write, heard.Write, measured.Write, scored.Write), Selection.All);
        using Run<Question, Reply> run = await new ExperimentRunner<Question, Reply>(plan, store, new RunOptions { Shared = true, Parallelism = Parallelism }).RunAsync();
        return run.Counts is { Failed: 0, Missing: 0 } ? 0 : 3;
    }

    public static Experiment<Question, Reply> Experiment(int items, Action<string> asked, Action<string> heard, Action<string> measured, Action<string> scored) =>
        TrialKeep.Experiment.For<Question, Reply>("sharing")
        .Data(DataSet.Of(Enumerable.Range(0, items).Select(static i => Question.Of(i))))
        .Variant("worker", new Speaker { Voice = "worker" }, async (input, _, _) =>
        {
            asked(input.Id);
            await Task.Yield();
            return new Reply { Text = $"{input.Prompt.Number}" };
        }, Code.Version("1"))
        .Transform(Chain(heard, measured))
        .Evaluate("exact", new Judge(scored), Code.Version("1"));

    private static Transform<Reply, Length> Chain(Action<string> heard, Action<string> measured) => TrialKeep.Transform
        .Of<Reply, Heard>("heard", reply =>
        {
            heard(reply.Text!);
            return new Heard { Words = reply.Text! };
        }, Code.Version("1"))
        .Then<Length>("measured", words =>
        {
            measured(words.Words);
            return new Length { Letters = words.Words.Length };
        }, Code.Version("1"));

    // Written at once: what is in a buffer dies with the process.
    private sealed class Note(string path) : IDisposable
    {
        private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        public void Write(string item)
        {
            lock (_file) _file.Write(System.Text.Encoding.UTF8.GetBytes(item + "\n"));
        }

        public void Dispose() => _file.Dispose();
    }

    private sealed class Judge(Action<string> scored) : Evaluator<Question, Reply>
    {
        public override string Settings => "tests.sharing/1";

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation)
        {
            scored(task.Id);
            return ValueTask.FromResult(Score.Of(record.Text == task.Expected));
        }
    }
}
