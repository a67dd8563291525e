using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Processes;

/// <summary>This test program as a second process: with the variable set it does a job instead of running tests.</summary>
public static class Child
{
    /// <summary>The runs that a child of <see cref="Index"/> does, and the records of each.</summary>
    public const int IndexedRuns = 6;
    public const int RecordsOfRun = 25;

    private const string Variable = "TRIALKEEP_TEST_CHILD";

    /// <summary>Starts a child that appends to the newest run of a store and prints each number when it is durable.</summary>
    /// <param name="store">The store.</param>
    /// <param name="under">A program and its arguments under which the child runs; none for none.</param>
    public static Process Append(string store, params string[] under) => Start($"append {store}", under);

    /// <summary>Starts a child that holds the newest run and prints a line when it does.</summary>
    public static Process Hold(string store) => Start($"hold {store}");

    /// <summary>Starts a child that shares the newest run of a store, does what it can claim, prints each number when it is durable, and ends with the run.</summary>
    public static Process Share(string store) => Start($"share {store}");

    /// <summary>
    /// Starts a child that does some short runs of an experiment, each of which ends by bringing the catalog up, and prints the number of each record that is
    /// durable. Its records are numbered from <paramref name="first"/>.
    /// </summary>
    public static Process Index(string store, int first) => Start(string.Create(CultureInfo.InvariantCulture, $"index:{first} {store}"));

    [ModuleInitializer]
    internal static void RunJob()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } job) return;
        string[] words = job.Split(' ', 2);
        if (words[0].StartsWith("index:", StringComparison.Ordinal))
        {
            DoRuns(words[1], int.Parse(words[0].AsSpan(6), CultureInfo.InvariantCulture));
            Environment.Exit(0);
        }

        bool shares = words[0] == "share";
        using Store store = Store.Open(words[1], new() { UseSqlite = shares });
        StoredExperiment experiment = store.Experiment("sums");
        if (shares)
        {
            SharedWork.Do(experiment, experiment.Runs()[^1], static number => Console.WriteLine(number.ToString(CultureInfo.InvariantCulture)));
            Environment.Exit(0);
        }

        RunSession session = experiment.Continue(experiment.Runs()[^1], Corpus.Start);
        if (words[0] == "append") AppendForEver(session);
        Console.WriteLine("held");
        Thread.Sleep(Timeout.Infinite);
    }

    // On this thread alone: others may not enter this module before its initializer has ended.
    private static void DoRuns(string folder, int first)
    {
        using Store store = Store.Open(folder);
        for (int run = 0; run < IndexedRuns; run++)
        {
            RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
            for (int i = 0; i < RecordsOfRun; i++)
            {
                int number = first + run * RecordsOfRun + i;
                Corpus.Append(session.Writer, number).Durable.GetAwaiter().GetResult();
                Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            }

            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void AppendForEver(RunSession session)
    {
        Queue<(int Number, Task Durable)> waiting = [];
        for (int number = session.Reader.Count; ; number++)
        {
            waiting.Enqueue((number, Corpus.Append(session.Writer, number).Durable));
            while (waiting.Count > 20 || (waiting.Count > 0 && waiting.Peek().Durable.IsCompleted))
            {
                (int durable, Task task) = waiting.Dequeue();
                task.GetAwaiter().GetResult();
                Console.WriteLine(durable.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static Process Start(string job, params string[] under)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "TrialKeep.Storage.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        string[] command = [.. under, program];
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true };
        start.Environment[Variable] = job;
        return Process.Start(start)!;
    }
}
