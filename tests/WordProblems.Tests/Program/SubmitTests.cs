using System.Text.Json;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>A run in the background goes on without whoever started it.</summary>
public sealed class SubmitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-submit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task It_is_told_by_its_id_and_ends_by_itself_with_its_log()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setsid"), "setsid is not installed");
        string store = Path.Combine(_folder, "trials");
        SampleProcess.Finished submitted = await SampleProcess.RunAsync("submit", "--limit", "20", "--store", store);
        Assert.Equal((0, ""), (submitted.ExitCode, submitted.Error));
        string run = Assert.Single(Directory.EnumerateDirectories(Path.Combine(store, "experiments", "word-problems", "runs")));
        Assert.StartsWith($"Run {Path.GetFileName(run)} goes on in process ", submitted.Output, StringComparison.Ordinal);
        while (Status(run) is not "completed") await Task.Delay(50, TestContext.Current.CancellationToken);
        string log = Path.Combine(run, "submitted.log");
        while (!(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).Contains("60 generated, 0 cached", StringComparison.Ordinal)) await Task.Delay(50, TestContext.Current.CancellationToken);
        SampleProcess.Finished again = await SampleProcess.RunAsync("resume", "--limit", "20", "--store", store);
        Assert.Contains("0 generated, 60 cached", again.Output, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateDirectories(Path.GetDirectoryName(run)!));
    }

    private static string? Status(string run)
    {
        using JsonDocument info = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "run.json")));
        return info.RootElement.GetProperty("status").GetString();
    }
}
