using TrialKeep;
using WordProblems.Baselines;
using WordProblems.Types;

namespace WordProblems.Sources;

/// <summary>The default: rule-based solvers of different strength, which read the text and nothing else.</summary>
internal static class BaselineExperiment
{
    public static Experiment<WordProblem, Answer> Of(DataSet<WordProblem> problems, bool isWorse = false)
    {
        Experiment<WordProblem, Answer> experiment = Experiment.For<WordProblem, Answer>("word-problems").Data(problems);
        foreach (Baseline solver in AllBaselines.InOrder) experiment = isWorse && solver == AllBaselines.InOrder[^1]
            ? experiment.With(solver.Name, AllBaselines.InOrder[^2], Code.Version("2"))
            : experiment.With(solver.Name, solver, Code.Version("1"));
        return experiment.Scored(Code.Version("1"));
    }

    public static Experiment<WordProblem, Answer> With(this Experiment<WordProblem, Answer> experiment, string name, Baseline solver, CodeIdentity code) =>
        experiment.Variant(name, new BaselineVariant { Solver = name }, (input, _, _) => Task.FromResult(new Answer { Text = solver.Solve(input.Prompt.Question) }), code);

    public static Experiment<WordProblem, Answer> Scored(this Experiment<WordProblem, Answer> experiment, CodeIdentity code) =>
        experiment.Evaluate("correct", Evaluators.Number<WordProblem, Answer>(task => task.Answer, record => record.Text), code);
}
