using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>What a record costs as a run grows: time and memory of appending, of the catalog, and of streaming.</summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    private static readonly int[] s_sizes = [1_000, 10_000, 100_000, 1_000_000];

    public string Name => "growth";

    public string Title => "Growth: one run of 10^3 to 10^6 records";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new(
            "One producer, durable, records of 1.6 kB; each size once, in processes of its own (`--large`: 10^7)",
            "records", "append, us a record", "with the catalog, us a record", "peak memory, MB", "stream, us a record", "peak memory, MB");
        foreach (int count in settings.Large ? (int[])[.. s_sizes, 10_000_000] : s_sizes)
        {
            string folder = settings.Folder.Fresh();
            string size = count.ToString(CultureInfo.InvariantCulture);
            double[] append = ChildProcess.Numbers("growth", "append", size, folder);
            double[] stream = ChildProcess.Numbers("growth", "stream", size, folder);
            table.Add(
                Figure.Count(count), Figure.Of(append[0] * 1e6 / count), Figure.Of(append[1] * 1e6 / count), Figure.Of(append[2] / 1e6), Figure.Of(stream[0] * 1e6 / count), Figure.Of(stream[1] / 1e6));
        }

        yield return table;
    }
}
