using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Finds the run that a gate compares with.</summary>
internal static class BaselineRun
{
    /// <summary>The run with this id or beginning of an id; <c>previous</c> is the latest run before the current one, null when there is none.</summary>
    /// <exception cref="InvalidInputException">No run, or more than one, begins like that.</exception>
    public static RunId? Find(StoredExperiment experiment, string text, RunId current)
    {
        IReadOnlyList<RunId> runs = experiment.Runs();
        if (text == "previous")
        {
            int index = runs.ToList().IndexOf(current);
            return index > 0 ? runs[index - 1] : null;
        }

        RunId[] found = [.. runs.Where(run => run.ToString().StartsWith(text, StringComparison.Ordinal))];
        return found switch
        {
            [] => throw new InvalidInputException($"No run of '{experiment.Name}' begins with '{text}'; there are {(runs.Count == 0 ? "none" : string.Join(", ", runs))}."),
            [var one] => one,
            _ => throw new InvalidInputException($"'{text}' is ambiguous: {string.Join(", ", found)}."),
        };
    }
}
