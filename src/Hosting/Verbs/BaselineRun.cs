using TrialKeep.Analysis.Comparison;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Finds the run that a gate compares with.</summary>
/// <param name="experiment">The runs.</param>
/// <param name="now">The outcomes of the run that is judged.</param>
/// <param name="scores">The outcomes of a run; null when it has no score by the evaluation.</param>
/// <param name="includes">Which variants are compared.</param>
internal sealed class BaselineRun(StoredExperiment experiment, ScoreTable now, Func<RunReader, ScoreTable?> scores, Func<string, bool> includes)
{
    private const string Previous = "previous";

    /// <summary>
    /// Compares with the run that has this id or beginning of an id. <c>previous</c> is the latest other run that is completed and has scores
    /// by the evaluation, before all others one that has scored units in common with the run that is judged.
    /// </summary>
    /// <returns>Null when no run has scores to compare with; <paramref name="reason"/> then says why in one sentence.</returns>
    /// <exception cref="InvalidInputException">No run, or more than one, begins like that.</exception>
    public RunComparison? Compare(string text, RunId current, out string reason)
    {
        if (text != Previous)
        {
            RunId named = Find(text);
            reason = $"Run {named} has no score by this version of '{now.Evaluator}': scores of different evaluators are not compared.";
            return Compare(named);
        }

        IReadOnlyList<RunId> others = [.. experiment.Runs().Reverse().Where(run => run != current && experiment.Info(run).Status == RunStatus.Completed)];
        reason = others.Count == 0
            ? $"There is no other completed run than {current} to be the baseline; name one with --baseline."
            : $"No other completed run has a score by this version of '{now.Evaluator}': scores of different evaluators are not compared.";
        return ComparePrevious(others);
    }

    private RunComparison? ComparePrevious(IReadOnlyList<RunId> newestFirst)
    {
        RunComparison? latest = null;
        foreach (RunId run in newestFirst)
        {
            RunComparison? comparison = Compare(run);
            if (comparison is not null && comparison.Variants.Any(static variant => variant.N > 0)) return comparison;
            latest ??= comparison;
        }

        return latest;
    }

    private RunComparison? Compare(RunId run)
    {
        using RunReader reader = experiment.Read(run);
        return scores(reader) is { } before ? RunComparison.Of(before, now, includes) : null;
    }

    private RunId Find(string text)
    {
        IReadOnlyList<RunId> runs = experiment.Runs();
        RunId[] found = [.. runs.Where(run => run.ToString().StartsWith(text, StringComparison.Ordinal))];
        return found switch
        {
            [] => throw new InvalidInputException($"No run of '{experiment.Name}' begins with '{text}'; there are {(runs.Count == 0 ? "none" : string.Join(", ", runs))}."),
            [var one] => one,
            _ => throw new InvalidInputException($"'{text}' is ambiguous: {string.Join(", ", found)}."),
        };
    }
}
