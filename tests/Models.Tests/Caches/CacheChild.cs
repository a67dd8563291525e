using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Tests.Middleware;
using TrialKeep.Storage;

namespace TrialKeep.Models.Tests.Caches;

/// <summary>A process that asks questions through a cache, and notes which ones its model was asked and what it was given.</summary>
internal static class CacheChild
{
    public const string GoFile = "go";
    private const int Parallelism = 8;
    private const string Variable = "TRIALKEEP_CACHE_CHILD";

    /// <summary>What this process is to do; null when it is no child.</summary>
    public static string? Job => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } job ? job : null;

    public static Process Start(string folder, int number, int questions)
    {
        // The test host of another runner is not this program.
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "TrialKeep.Models.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""))) { RedirectStandardError = true };
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{number} {questions} {folder}");
        return Process.Start(start)!;
    }

    public static ChatMessage[] Question(int number) => [new(ChatRole.User, string.Create(CultureInfo.InvariantCulture, $"question {number}"))];

    public static async Task<int> RunAsync(string job)
    {
        string[] words = job.Split(' ', 3);
        string folder = words[2];
        using Note asked = new(Path.Combine(folder, $"asked-{words[0]}.txt"));
        using Note given = new(Path.Combine(folder, $"given-{words[0]}.txt"));
        ScriptedClient model = new(messages =>
        {
            asked.Write(messages[0].Text);
            // Two models, two answers: which of them is kept can be told.
            return Responses.Text($"{messages[0].Text} answered by {words[0]}");
        });
        using Store store = Store.Open(Path.Combine(folder, "store"));
        await using ChatCache cache = new(store);
        IChatClient client = model.UseStoreCache(cache);
        await File.WriteAllTextAsync(Path.Combine(folder, $"joined-{words[0]}.txt"), "");
        while (!File.Exists(Path.Combine(folder, GoFile))) await Task.Delay(1);
        await Parallel.ForAsync(0, int.Parse(words[1], CultureInfo.InvariantCulture), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (i, cancellation) =>
        {
            ChatResponse response = await client.GetResponseAsync(Question(i), null, cancellation);
            given.Write(response.Text);
        });
        return 0;
    }

    // Written at once: what is in a buffer dies with the process.
    private sealed class Note(string path) : IDisposable
    {
        private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        public void Write(string line)
        {
            lock (_file) _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        public void Dispose() => _file.Dispose();
    }
}
