using System.Diagnostics;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Tests.Middleware;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Models.Tests.Caches;

/// <summary>Several processes ask the same questions at once through one cache.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private const int Questions = 200;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Processes_that_ask_the_same_at_once_lose_nothing_and_can_read_what_the_others_kept(int processes)
    {
        Process[] workers = [.. Enumerable.Range(0, processes).Select(number => CacheChild.Start(_folder.Path, number, Questions))];
        Go(workers);
        foreach (Process worker in workers) await EndAsync(worker);

        string[] asked = Notes("asked"), given = Notes("given");
        Assert.Equal(processes * Questions, given.Length);
        // At the worst each process asks everything once; never twice.
        Assert.InRange(asked.Length, Questions, processes * Questions);
        await CheckAsync(given, kept: asked.Length);
    }

    [Fact]
    public async Task Processes_that_are_killed_leave_a_whole_cache_with_all_that_was_given()
    {
        const int Processes = 3;
        int started = Processes;
        Process[] workers = [.. Enumerable.Range(0, Processes).Select(number => CacheChild.Start(_folder.Path, number, Questions))];
        Go(workers);
        for (int kill = 0; kill < 4; kill++)
        {
            int victim = kill % Processes;
            while (!workers[victim].HasExited && Notes("given").Length < 30 * (kill + 1)) Thread.Sleep(1);
            workers[victim].Kill();
            await workers[victim].WaitForExitAsync(TestContext.Current.CancellationToken);
            workers[victim].Dispose();
            workers[victim] = CacheChild.Start(_folder.Path, started++, Questions);
        }

        foreach (Process worker in workers) await EndAsync(worker);
        await CheckAsync(Notes("given"), kept: null);
    }

    // What was given to anybody is in the store, and everybody who comes later is given the same, without asking.
    private async Task CheckAsync(string[] given, int? kept)
    {
        using Store store = Store.Open(_folder.In("store"));
        Assert.Empty(store.Verify().Findings);
        List<string> stored = Stored(store);
        Assert.Superset(given.ToHashSet(), stored.ToHashSet());
        if (kept is { } count) Assert.Equal(count, stored.Count);
        string[] first = await ReadAsync(store), second = await ReadAsync(store);
        Assert.Equal(first, second);
        Assert.All(first, (text, number) => Assert.StartsWith($"question {number} answered by ", text, StringComparison.Ordinal));
    }

    private static async Task<string[]> ReadAsync(Store store)
    {
        ScriptedClient nobody = new(static _ => throw new InvalidOperationException("the model was asked"));
        await using ChatCache cache = new(store);
        IChatClient client = nobody.UseStoreCache(cache);
        List<string> texts = [];
        for (int i = 0; i < Questions; i++) texts.Add((await client.GetResponseAsync(CacheChild.Question(i))).Text);
        return [.. texts];
    }

    private static List<string> Stored(Store store)
    {
        List<string> texts = [];
        StoredExperiment experiment = store.Experiment("chat-cache");
        foreach (RunId run in experiment.Runs())
        {
            foreach (Storage.Streaming.StreamedJson record in experiment.StreamAttempts(run).Json())
            {
                using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(record.Json);
                texts.Add(json.RootElement.GetProperty("response").GetProperty("messages")[0].GetProperty("contents")[0].GetProperty("text").GetString()!);
            }
        }

        return texts;
    }

    private void Go(Process[] workers)
    {
        while (Directory.EnumerateFiles(_folder.Path, "joined-*.txt").Count() < workers.Length && !workers.Any(static worker => worker.HasExited)) Thread.Sleep(1);
        File.WriteAllText(_folder.In(CacheChild.GoFile), "");
    }

    // The last line of a killed process may be cut.
    private string[] Notes(string what) => [.. Directory.EnumerateFiles(_folder.Path, $"{what}-*.txt").Select(Read).SelectMany(static text => text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private static string Read(string path)
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static async Task EndAsync(Process worker)
    {
        string error = await worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(worker.ExitCode == 0, error);
        worker.Dispose();
    }
}
