using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates.Baselines;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Finds the scores to compare with: of a run, or in a file that was committed.</summary>
/// <param name="experiment">The runs.</param>
/// <param name="now">The tables of the run that is judged, the first evaluation's first.</param>
/// <param name="evaluators">The evaluators as they are now.</param>
/// <param name="read">The tables of a run.</param>
/// <param name="includes">Which variants are compared.</param>
internal sealed class Baseline(StoredExperiment experiment, IReadOnlyList<ArmTable> now, IReadOnlyList<EvaluatorLabel> evaluators,
    Func<RunId, IReadOnlyList<ArmTable>> read, Func<string, bool> includes)
{
    private const string Previous = "previous";
    private const double EnoughInCommon = 0.9;

    /// <summary>
    /// The tables of a file, where there is one of this name; else of the run that has this id or beginning of an id. <c>previous</c> is the latest
    /// other run that is completed, has scores by the first evaluation and has scored nine in ten of the units of the run that is judged; where none has, the
    /// one that has most of them.
    /// </summary>
    /// <returns>Null when no run has scores to compare with; <paramref name="reason"/> then says why in one sentence.</returns>
    /// <exception cref="InvalidInputException">There is no such file or run, or more than one run begins like that.</exception>
    /// <exception cref="BaselineFormatException">The file is none that can be used.</exception>
    public IReadOnlyList<ArmTable>? Find(string text, RunId current, out string reason)
    {
        reason = "";
        if (text != Previous && IsFile(text))
            return ReadFile(text);
        if (text != Previous)
        {
            RunId named = FindRun(text);
            reason = $"Run {named} has no score by this version of '{evaluators[0].Name}': scores of different evaluators are not compared.";
            return Scored(named);
        }

        IReadOnlyList<RunId> others = [.. experiment.Runs().Reverse().Where(run => run != current && experiment.Info(run).Status == RunStatus.Completed)];
        reason = others.Count == 0
            ? $"There is no other completed run than {current} to be the baseline; name one with --baseline."
            : $"No other completed run has a score by this version of '{evaluators[0].Name}': scores of different evaluators are not compared.";
        return FindPrevious(others);
    }

    private static bool IsFile(string text) => File.Exists(text) || text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.Ordinal);

    private IReadOnlyList<ArmTable> ReadFile(string path)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The baseline file {path} can't be read ({exception.Message}); write it with gate --write-baseline.", exception);
        }

        IReadOnlyList<ArmTable> tables = BaselineFile.Read(json, path);
        BaselineFile.Demand(tables, evaluators, path);
        return tables;
    }

    // A run of a few items, as --limit makes them, would have the verdict rest on these: it counts only where no other run has more in common.
    private IReadOnlyList<ArmTable>? FindPrevious(IReadOnlyList<RunId> newestFirst)
    {
        IReadOnlyList<ArmTable>? best = null;
        double most = -1;
        foreach (RunId run in newestFirst)
        {
            if (Scored(run) is not { } tables) continue;
            double share = CommonShare(tables[0]);
            if (share >= EnoughInCommon) return tables;
            if (share > most) (best, most) = (tables, share);
        }

        return best;
    }

    private IReadOnlyList<ArmTable>? Scored(RunId run) => read(run) is [var first, ..] tables && first.Evaluator == evaluators[0] ? tables : null;

    /// <summary>Of the scored units of the run that is judged, how many the other run has scored too: of the variant that has most in common.</summary>
    private double CommonShare(ArmTable before) => now[0].Variants
        .Where(variant => includes(variant) && before.IndexOf(variant) >= 0)
        .Select(variant => CommonShare(ScoredUnits(before, before.IndexOf(variant)), ScoredUnits(now[0], now[0].IndexOf(variant))))
        .DefaultIfEmpty(0)
        .Max();

    private static double CommonShare(HashSet<Analysis.Comparison.ScoreUnit> before, HashSet<Analysis.Comparison.ScoreUnit> now) =>
        now.Count == 0 ? 0 : now.Count(before.Contains) / (double)now.Count;

    private static HashSet<Analysis.Comparison.ScoreUnit> ScoredUnits(ArmTable table, int column)
    {
        HashSet<Analysis.Comparison.ScoreUnit> units = [];
        ReadOnlySpan<Standing> standings = table.StandingsOf(column);
        for (int unit = 0; unit < standings.Length; unit++)
        {
            if (standings[unit] == Standing.Scored) units.Add(table.Units[unit]);
        }

        return units;
    }

    private RunId FindRun(string text)
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
