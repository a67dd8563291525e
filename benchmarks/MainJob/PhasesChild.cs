using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.MainJob;

/// <summary>
/// Arguments: the file, the store, and <c>again</c> when later passes use the same store. Prints the seconds
/// to <c>Main</c>, then those of each phase in the fresh process, then the medians of later passes.
/// </summary>
internal sealed class PhasesChild : IChild
{
    private const int Passes = 5;

    public string Name => "phases";

    public async Task<int> RunAsync(string[] arguments)
    {
        ChildProcess.Print(ChildProcess.SinceStart());
        foreach (double seconds in await Phases.RunAsync(arguments[0], arguments[1])) ChildProcess.Print(seconds);
        List<double[]> later = [];
        for (int pass = 0; pass < Passes; pass++) later.Add(await Phases.RunAsync(arguments[0], arguments is [.., "again"] ? arguments[1] : $"{arguments[1]}-{pass}"));
        for (int phase = 0; phase < Phases.Names.Length; phase++) ChildProcess.Print(Rounds.MedianOf(later.Select(pass => pass[phase])));
        return 0;
    }
}
