namespace TrialKeep.Benchmarks.Measuring;

/// <summary>One thing that is measured, side by side with what it is compared with.</summary>
internal interface IBenchmark
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    string Title { get; }

    IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings);
}
