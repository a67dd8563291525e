using System.Text.Json;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary><c>kill -9</c> at any moment loses nothing that was acknowledged and repeats only what was in flight.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Twenty_kills_at_random_moments_change_no_figure_and_lose_and_double_no_item()
    {
        string reference = Figures((await Run($"{_folder.Store}-reference")).Json);
        Random random = new(20261121);
        int hit = 0;
        for (int i = 0; i < Kills; i++)
        {
            using SampleProcess process = SampleProcess.Start(["--store", _folder.Store, "--json", "-", "--parallelism", "2"]);
            // Half of the moments lie while the journal grows, the others anywhere from the start of the process.
            if (i % 2 == 0) await GrownAsync(_folder.Store, process);
            await Task.Delay(random.Next(0, 40), TestContext.Current.CancellationToken);
            process.Kill();
            hit += (await process.EndAsync()).ExitCode == 137 ? 1 : 0;
        }

        Assert.True(hit > 0, "No kill came in time.");
        SampleProcess.Finished last = await Run(_folder.Store);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(900, last.Json.GetProperty("generated").GetInt32() + last.Json.GetProperty("cached").GetInt32());
        Assert.Equal(reference, Figures(last.Json));
        SampleProcess.Finished again = await Run(_folder.Store);
        Assert.Equal(0, again.Json.GetProperty("generated").GetInt32());
        EveryItemIsThereOnce();
    }

    private static async Task GrownAsync(string store, SampleProcess process)
    {
        long before = Size(store);
        while (Size(store) <= before && !process.HasExited) await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    private static long Size(string store) => Directory.Exists(store)
        ? Directory.EnumerateFiles(store, "*.jsonl", SearchOption.AllDirectories).Sum(static file => new FileInfo(file) is { Exists: true } info ? info.Length : 0)
        : 0;

    private void EveryItemIsThereOnce()
    {
        List<string> succeeded = [];
        foreach (string file in Directory.EnumerateFiles(_folder.Store, "*.jsonl", SearchOption.AllDirectories).Where(static file => file.Contains($"{Path.DirectorySeparatorChar}journal{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            foreach (string line in File.ReadLines(file).Where(static line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal)))
            {
                succeeded.Add(JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!);
            }
        }

        Assert.Equal(900, succeeded.Distinct().Count());
        Assert.Equal(900, succeeded.Count);
    }

    private static string Figures(JsonElement json) => json.GetProperty("models").GetRawText() + json.GetProperty("comparisons").GetRawText();

    private static Task<SampleProcess.Finished> Run(string store) => SampleProcess.RunAsync("--store", store, "--json", "-");
}
