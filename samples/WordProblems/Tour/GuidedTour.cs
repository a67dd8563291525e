using System.Globalization;
using TrialKeep;
using WordProblems.Baselines;
using WordProblems.Sources;
using WordProblems.Types;

namespace WordProblems.Tour;

/// <summary>The value in five minutes, by doing it: every step runs the real thing in a temporary store and shows what it prints.</summary>
internal static class GuidedTour
{
    private const string Items = "120";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 1)
        {
            await Console.Error.WriteLineAsync("--tour takes no other option; it uses a temporary store.");
            return 2;
        }

        using TourStop stop = new();
        string folder = Directory.CreateTempSubdirectory("trialkeep-tour-").FullName;
        try
        {
            int code = await StepsAsync(Path.Combine(folder, "trials"), folder, stop);
            return stop.ExitCode != 0 ? stop.ExitCode : code;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A step that does not do what it says ends the tour: what follows would show something else than it tells.
    private static async Task<int> StepsAsync(string store, string folder, TourStop stop)
    {
        Func<Task<int>>[] steps =
        [
            () => FirstRunAsync(store),
            () => SameAgainAsync(store),
            () => ChangedPromptAsync(store),
            () => EditedEvaluatorAsync(store),
            () => CorrectedLabelAsync(store),
            () => ForgottenMemberAsync(folder, stop.Token),
            () => VerdictAsync(store),
        ];
        foreach (Func<Task<int>> step in steps)
        {
            int code = await step();
            if (code != 0 || stop.ExitCode != 0) return code;
        }

        return 0;
    }

    private static Task<int> FirstRunAsync(string store)
    {
        Say(1, "A first run", $"Three rule-based solvers answer the first {Items} problems. Every answer is durable when it is counted.");
        return Host(BaselineExperiment.Of(ProblemData.Own()), store);
    }

    private static Task<int> SameAgainAsync(string store)
    {
        Say(2, "The same again", "Nothing is asked twice: 0 generated, and the figures are the same.");
        return Briefly(BaselineExperiment.Of(ProblemData.Own()), store);
    }

    private static async Task<int> ChangedPromptAsync(string store)
    {
        Say(3, "A changed prompt", "Every problem about sharing gets one more sentence: 8 items of the 120. `why` shows what changed in a key, and the run asks the three solvers for exactly those 24 answers.");
        Experiment<WordProblem, Answer> reworded = BaselineExperiment.Of(ProblemData.Own(Reworded));
        int code = await Host(reworded, store, "why", "wp-0008");
        return code != 0 ? code : await Briefly(reworded, store);
    }

    private static Task<int> EditedEvaluatorAsync(string store)
    {
        Say(4, "An edited evaluator", "Its code identity is raised from 1 to 2. No solver is called; every record gets a new score.");
        return Briefly(Solvers(ProblemData.Own(Reworded)).Scored(Code.Version("2")), store);
    }

    private static Task<int> CorrectedLabelAsync(string store)
    {
        Say(5, "A corrected label", "The reference of wp-0002 was wrong, say. It is not part of the key: one item is scored again, no solver is called.");
        return Briefly(Solvers(ProblemData.Own(row => Corrected(Reworded(row)))).Scored(Code.Version("2")), store);
    }

    private static Task<int> ForgottenMemberAsync(string folder, CancellationToken stop)
    {
        Say(6, "A forgotten member", "Is the new member part of the key, or not, and why? The compiler asks:");
        return ForgottenMember.CompileAsync(folder, stop);
    }

    private static async Task<int> VerdictAsync(string store)
    {
        Say(7, "A verdict against a baseline", "The best solver is replaced by a worse one under its name. May it be merged?");
        Experiment<WordProblem, Answer> worse = Worse(ProblemData.Own(row => Corrected(Reworded(row))));
        int code = await Briefly(worse, store);
        if (code != 0) return code;
        int verdict = await Host(worse, store, "gate", "--baseline", "previous", "--margin", "0.05");
        if (verdict != 1) return verdict == 0 ? 70 : verdict;
        Console.WriteLine("Exit code 1: a build that asks this question stops here.");
        return 0;
    }

    private static Experiment<WordProblem, Answer> Solvers(DataSet<WordProblem> problems) => AllBaselines.InOrder.Aggregate(
        Experiment.For<WordProblem, Answer>("word-problems").Data(problems),
        static (experiment, solver) => experiment.With(solver.Name, solver, Code.Version("1")));

    private static Experiment<WordProblem, Answer> Worse(DataSet<WordProblem> problems)
    {
        Baseline weakest = AllBaselines.InOrder[0];
        Baseline middle = AllBaselines.InOrder[1];
        Baseline best = AllBaselines.InOrder[2];
        return Experiment.For<WordProblem, Answer>("word-problems").Data(problems)
            .With(weakest.Name, weakest, Code.Version("1"))
            .With(middle.Name, middle, Code.Version("1"))
            .With(best.Name, middle, Code.Version("2"))
            .Scored(Code.Version("2"));
    }

    private static ProblemRow Reworded(ProblemRow row) =>
        row.Topic == "sharing" ? row with { Question = $"{row.Question} Answer with one number." } : row;

    private static ProblemRow Corrected(ProblemRow row) => row.Id == "wp-0002" ? row with { Answer = row.Answer + 1 } : row;

    private static Task<int> Host(Experiment<WordProblem, Answer> experiment, string store, params string[] arguments)
    {
        string[] shown = [.. arguments, "--limit", Items];
        Console.WriteLine($"$ word-problems {string.Join(' ', shown)}");
        return ExperimentHost.RunAsync([.. shown, "--store", store], experiment);
    }

    // The table is as before; the line above it says what was done.
    private static async Task<int> Briefly(Experiment<WordProblem, Answer> experiment, string store)
    {
        TextWriter console = Console.Out;
        using StringWriter whole = new(CultureInfo.InvariantCulture);
        Console.SetOut(whole);
        try
        {
            return await Host(experiment, store);
        }
        finally
        {
            Console.SetOut(console);
            foreach (string line in whole.ToString().Split('\n', 3).Take(2)) Console.WriteLine(line);
        }
    }

    private static void Say(int step, string title, string text)
    {
        Console.WriteLine();
        Console.WriteLine($"{step.ToString(CultureInfo.InvariantCulture)}. {title}");
        Console.WriteLine(text);
        Console.WriteLine();
    }
}
