using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Resuming;

/// <summary>Finds a run by what people call it.</summary>
public static class RunNames
{
    /// <summary>The run that was begun last.</summary>
    public const string Latest = "latest";

    /// <summary>The run that was begun before the last one.</summary>
    public const string Previous = "previous";

    /// <summary>Finds a run: <c>latest</c>, <c>previous</c>, its id, or as much of its beginning as no other run of the experiment shares.</summary>
    /// <exception cref="InvalidInputException">There is none, or there are several.</exception>
    /// <exception cref="StoreException">The store can't be read.</exception>
    public static RunId Find(StoredExperiment experiment, string name)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name is not (Latest or Previous)) return ByPrefix(experiment, name);
        IReadOnlyList<RunId> runs = experiment.Runs();
        int back = name == Latest ? 1 : 2;
        return runs.Count >= back ? runs[^back] : throw new InvalidInputException($"There is no {name} run of '{experiment.Name}': it has {(runs.Count == 0 ? "no run" : "one run only")}.");
    }

    private static RunId ByPrefix(StoredExperiment experiment, string prefix)
    {
        try
        {
            return experiment.FindRun(prefix);
        }
        catch (StoreException exception) when (exception.Problem is Problem.NotFound or Problem.Ambiguous)
        {
            throw new InvalidInputException(exception.Message, exception);
        }
    }
}
