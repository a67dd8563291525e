using TrialKeep;
using WordProblems.Types;

namespace WordProblems.Sources;

/// <summary>The problems: this project's own, or a file in GSM8K's format.</summary>
internal static class ProblemData
{
    public static string OwnFile => Path.Combine(AppContext.BaseDirectory, "problems.jsonl");

    public static DataSet<WordProblem> Own(Func<ProblemRow, ProblemRow>? edit = null) => DataSet.Jsonl<ProblemRow>(OwnFile).Select(row =>
    {
        ProblemRow problem = edit?.Invoke(row) ?? row;
        return new WordProblem { Id = problem.Id, Prompt = new(problem.Question), Answer = problem.Answer, Topic = problem.Topic };
    });

    public static DataSet<WordProblem> Gsm(string file) => DataSet.Jsonl<GsmRow>(file).Select(row =>
        new WordProblem { Id = Identity.Of(row.Question), Prompt = new(row.Question), Answer = Identity.Truth(row.Answer) });
}
