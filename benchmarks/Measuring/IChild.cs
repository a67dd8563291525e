namespace TrialKeep.Benchmarks.Measuring;

/// <summary>What a benchmark runs in a process of its own. It prints one number a line.</summary>
internal interface IChild
{
    string Name { get; }

    Task<int> RunAsync(string[] arguments);
}
