using System.Diagnostics;
using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests.Sharing;

/// <summary>A process that shares a run with others, and notes each item before it is asked and each record before it is transformed and scored.</summary>
internal static class SharingChild
{
    public const int Parallelism = 4;

    /// <summary>The exit code of one that a budget stopped; the kind of the stop is added.</summary>
    public const int StoppedBy = 100;

    /// <summary>Who has a budget, or a judge that waits, begins when this file is there.</summary>
    public const string GoFile = "go";

    /// <summary>Tokens of an answer.</summary>
    public const int Tokens = 10;

    /// <summary>What an answer costs.</summary>
    public const decimal Cost = 0.01m;

    private const string Variable = "TRIALKEEP_SHARING_CHILD";

    /// <summary>What this process is to do; null when it is no child.</summary>
    public static string? Job => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } job ? job : null;

    /// <summary>Starts one.</summary>
    /// <param name="folder">Where the store and the notes are.</param>
    /// <param name="number">Which one it is.</param>
    /// <param name="items">How many questions there are.</param>
    /// <param name="limit">
    /// What the budget is: <c>items=300</c>, <c>tokens=3000</c>, <c>cost=3</c>, or <c>failures=30</c> of questions that all fail; <c>scores=3</c> is a judge that waits for
    /// the file, answers so often and then no more.
    /// </param>
    public static Process Start(string folder, int number, int items, string limit = "none=0")
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardError = true };
        // The test host of another runner is not this program.
        start.FileName = Path.Combine(AppContext.BaseDirectory, "TrialKeep.Orchestration.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{number} {items} {limit} {folder}");
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(string job)
    {
        string[] words = job.Split(' ', 4);
        int items = int.Parse(words[1], CultureInfo.InvariantCulture);
        string[] limit = words[2].Split('=');
        int most = int.Parse(limit[1], CultureInfo.InvariantCulture);
        RunOptions options = new()
        {
            Shared = true,
            Parallelism = Parallelism,
            MaxFailures = limit[0] == "failures" ? most : null,
            Budget = new() { Items = limit[0] == "items" ? most : null, Tokens = limit[0] == "tokens" ? most : null, Cost = limit[0] == "cost" ? most : null },
        };
        using Note asked = new(Path.Combine(words[3], $"asked-{words[0]}.txt"));
        using Note heard = new(Path.Combine(words[3], $"heard-{words[0]}.txt"));
        using Note measured = new(Path.Combine(words[3], $"measured-{words[0]}.txt"));
        using Note scored = new(Path.Combine(words[3], $"scored-{words[0]}.txt"));
        using Store store = Store.Open(Path.Combine(words[3], "trials"));
        Judge judge = new(scored.Write, limit[0] == "scores" ? (most, words[3]) : null);
        Experiment<Question, Reply> experiment = Experiment(items, asked.Write, heard.Write, measured.Write, judge, fails: limit[0] == "failures");
        Plan<Question, Reply> plan = Planner.Plan(limit[0] is "none" or "scores" ? experiment : experiment.Before(RunStage.Generate, (_, cancellation) => JoinAsync(words[3], words[0], cancellation)), Selection.All);
        using Run<Question, Reply> run = await new ExperimentRunner<Question, Reply>(plan, store, options).RunAsync(new Scoring(Path.Combine(words[3], $"scoring-{words[0]}.txt")));
        if (run.Stop is { } stop) return StoppedBy + (int)stop.Kind;
        return run.Counts is { Failed: 0, Missing: 0 } ? 0 : 3;
    }

    public static Experiment<Question, Reply> Experiment(int items, Action<string> asked, Action<string> heard, Action<string> measured, Judge judge, bool fails = false) => TrialKeep.Experiment.For<Question, Reply>("sharing")
        .Data(DataSet.Of(Enumerable.Range(0, items).Select(static i => Question.Of(i))))
        .Variant("worker", new Speaker { Voice = "worker" }, async (input, context, _) =>
        {
            asked(input.Id);
            context.Report(new Usage(Tokens - 1, 1) { Cost = Cost });
            await Task.Yield();
            if (fails) throw new InvalidOperationException("no");
            return new Reply { Text = $"{input.Prompt.Number}" };
        }, Code.Version("1"))
        .Transform(Chain(heard, measured))
        .Evaluate("exact", judge, Code.Version("1"));

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

    private static async Task JoinAsync(string folder, string number, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, $"joined-{number}.txt"), "", cancellation);
        await GoAsync(folder, cancellation);
    }

    private static async Task GoAsync(string folder, CancellationToken cancellation)
    {
        while (!File.Exists(Path.Combine(folder, GoFile))) await Task.Delay(1, cancellation);
    }

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

    // Notes that this process knows what there is to score.
    private sealed class Scoring(string path) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == RunStage.Evaluate && !File.Exists(path)) File.WriteAllText(path, "");
        }
    }

    /// <summary>Scores, and notes it first.</summary>
    /// <param name="scored">Is told of each item.</param>
    /// <param name="stuck">After how many answers it gives no more, and in which folder it waits for the file to begin; null when it always answers.</param>
    internal sealed class Judge(Action<string> scored, (int Most, string Folder)? stuck = null) : Evaluator<Question, Reply>
    {
        private int _answered;

        public override string Settings => "tests.sharing/1";

        public override async ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation)
        {
            scored(task.Id);
            if (stuck is { } limit)
            {
                await GoAsync(limit.Folder, cancellation);
                if (Interlocked.Increment(ref _answered) > limit.Most) await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }

            return Score.Of(record.Text == task.Expected);
        }
    }
}
