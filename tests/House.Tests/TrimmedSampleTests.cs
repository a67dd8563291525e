using System.Runtime.InteropServices;

namespace TrialKeep.House.Tests;

/// <summary>The sample published for one platform, trimmed: no warning, and the same job as ever.</summary>
public sealed class TrimmedSampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-trimmed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_sample_published_trimmed_has_no_warning_and_runs()
    {
        // A folder of its own for everything that is built, because other tests build the same projects at the same time.
        string[] arguments = ["publish", "samples/WordProblems", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "--artifacts-path", _folder, "-nologo"];
        ToolRun publish = await ToolRun.StartAsync(Checkout.Root, "dotnet", arguments);
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        string program = Path.Combine(_folder, "publish", "WordProblems", $"release_{RuntimeInformation.RuntimeIdentifier}", "WordProblems");
        string[] job = ["--store", Path.Combine(_folder, "store")];
        ToolRun first = await ToolRun.StartAsync(_folder, program, job);
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.StartsWith("900 generated, 0 cached", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 generated, 900 cached", (await ToolRun.StartAsync(_folder, program, job)).Output, StringComparison.Ordinal);
    }
}
