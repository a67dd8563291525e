using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using TrialKeep.Storage.Crash.Tests.Work;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Kills;

/// <summary>
/// This test program as another process: with the variable set it works on a run, and says on its standard output what it has been told is
/// durable, one line each, until it is killed.
/// </summary>
public static class Child
{
    public const string Experiment = "crash";
    private const string Variable = "TRIALKEEP_CRASH_CHILD";
    private static readonly object s_speaking = new();

    /// <summary>Works alone: begins or continues a run, appends, seals, ends it, again and again.</summary>
    public static Process Alone(string store, int run) => Start("alone", store, run);

    /// <summary>Shares a run of a number of items with others: claims, does, settles, until nothing is left.</summary>
    public static Process Sharing(string store, int items) => Start("share", store, items);

    public static Manifest ManifestOf(int run) => Corpus.Manifest(run + 1);

    // Nothing here may continue on another thread: it would wait for the module to be initialised, which this is.
    [ModuleInitializer]
    internal static void RunJob()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } job) return;
        string[] words = job.Split(' ', 3);
        int number = int.Parse(words[1], CultureInfo.InvariantCulture);
        try
        {
            if (words[0] == "share") Share(words[2], number);
            else WorkForEver(words[2], number);
            Environment.Exit(0);
        }
        catch (StoreException error)
        {
            Say($"! {error.Problem} {error.Message}");
            Environment.Exit(3);
        }
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "TrialKeep.Storage.Crash.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    private static Process Start(string job, string store, int number) => Start(new ProcessStartInfo(Program) { RedirectStandardOutput = true }, job, store, number);

    private static Process Start(ProcessStartInfo start, string job, string store, int number)
    {
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{job} {number} {store}");
        // Most of a child's life would be spent compiling.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    private static void WorkForEver(string folder, int run)
    {
        for (int round = 0; ; round++)
        {
            using Store store = Store.Open(folder, Job.Options);
            Say("o");
            StoredExperiment experiment = store.Experiment(Experiment);
            Manifest manifest = ManifestOf(run);
            RunSession session = experiment.ContinueOrBegin(manifest.Digest, () => manifest, Corpus.Start);
            Say("b");
            using (GenerationLookup lookup = experiment.Lookup(session.Id))
            {
                Job.Do(session, lookup, run, Enumerable.Range(0, session.Reader.Count + 30), Say);
            }

            Say(string.Create(CultureInfo.InvariantCulture, $"c {session.Writer.Checkpoint("state", BitConverter.GetBytes(run))}"));
            session.SetStatus(round % 2 == 0 ? RunStatus.Completed : RunStatus.Failed, new(run + 1, 1, 0, run));
            Say("t");
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Say("d");
            if (round % 2 == 1) experiment.Seal(session.Id);
            Say("z");
        }
    }

    private static void Share(string folder, int items)
    {
        using Store store = Store.Open(folder, Job.Options);
        Say("o");
        StoredExperiment experiment = store.Experiment(Experiment);
        Manifest manifest = Sharing(items);
        RunSession session = experiment.ContinueOrBegin(manifest.Digest, () => manifest, Corpus.Start with { Shared = true });
        Say("b");
        for (bool isDone = false; !isDone;)
        {
            foreach (int[] batch in Enumerable.Range(0, items).Chunk(3))
            {
                Dictionary<Runtime.Keys.KeyId, int> numbers = batch.ToDictionary(Corpus.Generation);
                IReadOnlyList<Runtime.Keys.KeyId> won = session.Claims.TryClaim([.. numbers.Keys]);
                if (won.Count == 0) continue;
                Job.Do(session, lookup: null, run: 0, won.Select(key => numbers[key]), Say);
                session.Claims.Settle([.. won]);
            }

            session.RefreshAsync().AsTask().GetAwaiter().GetResult();
            isDone = RunCounts.Of(session.Reader) is { Missing: 0, Failed: 0 };
        }

        session.SetStatus(RunStatus.Completed, RunCounts.Of(session.Reader));
        session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Say("d");
    }

    public static Manifest Sharing(int items) => Corpus.Manifest(items);

    // Written at once: what is in a buffer dies with the process.
    private static void Say(string word)
    {
        lock (s_speaking)
        {
            Console.Out.Write(word + "\n");
            Console.Out.Flush();
        }
    }
}
