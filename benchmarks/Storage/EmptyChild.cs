using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>A process that does nothing: prints the seconds since its start and its memory.</summary>
internal sealed class EmptyChild : IChild
{
    public string Name => "empty";

    public Task<int> RunAsync(string[] arguments)
    {
        ChildProcess.Print(ChildProcess.SinceStart());
        ChildProcess.Print(ChildProcess.PeakMemory());
        return Task.FromResult(0);
    }
}
