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

        string folder = Directory.CreateTempSubdirectory("trialkeep-tour-").FullName;
        try
        {
            return await RunAsync(Path.Combine(folder, "trials"), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string store, string folder)
    {
        Experiment<WordProblem, Answer> first = BaselineExperiment.Of(ProblemData.Own());

        Say(1, "A first run", $"Three rule-based solvers answer the first {Items} problems. Every answer is durable when it is counted.");
        int code = await Host(first, store);

        Say(2, "The same again", "Nothing is asked twice: 0 generated, and the figures are the same.");
        code |= await Briefly(first, store);

        Say(3, "A changed prompt", "Every problem about sharing gets one more sentence: 8 items of the 120. `why` shows what changed in a key, and the run asks the three solvers for exactly those 24 answers.");
        Experiment<WordProblem, Answer> reworded = BaselineExperiment.Of(ProblemData.Own(Reworded));
        code |= await Host(reworded, store, "why", "wp-0008");
        code |= await Briefly(reworded, store);

        Say(4, "An edited evaluator", "Its code identity is raised from 1 to 2. No solver is called; every record gets a new score.");
        Experiment<WordProblem, Answer> rescored = Solvers(ProblemData.Own(Reworded)).Scored(Code.Version("2"));
        code |= await Briefly(rescored, store);

        Say(5, "A corrected label", "The reference of wp-0002 was wrong, say. It is not part of the key: one item is scored again, no solver is called.");
        Experiment<WordProblem, Answer> corrected = Solvers(ProblemData.Own(row => Corrected(Reworded(row)))).Scored(Code.Version("2"));
        code |= await Briefly(corrected, store);

        Say(6, "A forgotten member", "Is the new member part of the key, or not, and why? The compiler asks:");
        code |= await ForgottenMember.CompileAsync(folder);

        Say(7, "A verdict against a baseline", "The best solver is replaced by a worse one under its name. May it be merged?");
        Experiment<WordProblem, Answer> worse = Worse(ProblemData.Own(row => Corrected(Reworded(row))));
        code |= await Briefly(worse, store);
        int verdict = await Host(worse, store, "gate", "--baseline", "previous", "--margin", "0.05");
        Console.WriteLine($"Exit code {verdict.ToString(CultureInfo.InvariantCulture)}: a build that asks this question stops here.");
        return code != 0 ? code : verdict == 1 ? 0 : 70;
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
        int code = await Host(experiment, store);
        Console.SetOut(console);
        foreach (string line in whole.ToString().Split('\n')[..2]) Console.WriteLine(line);
        return code;
    }

    private static void Say(int step, string title, string text)
    {
        Console.WriteLine();
        Console.WriteLine($"{step.ToString(CultureInfo.InvariantCulture)}. {title}");
        Console.WriteLine(text);
        Console.WriteLine();
    }
}
