using System.Xml.Linq;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>The commands of docs/guides/ci.md, run as they stand there in a temporary folder.</summary>
public sealed class CiGuideTests : IDisposable
{
    private static readonly (string Name, string Value)[] s_nowhere = [("GITHUB_ACTIONS", ""), ("TF_BUILD", ""), ("GITHUB_STEP_SUMMARY", "")];

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-ci-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_gate_of_the_guide_passes_the_same_and_stops_what_is_worse()
    {
        string[][] once = Commands(0), every = Commands(1);
        Assert.Equal((2, 2), (once.Length, every.Length));
        foreach (string[] command in once.Concat(every)) await ExpectAsync(0, s_nowhere, command);
        Assert.True(File.Exists(PathOf("baseline.json")));

        (string, string)[] github = [("GITHUB_ACTIONS", "true"), ("TF_BUILD", ""), ("GITHUB_STEP_SUMMARY", PathOf("summary.md"))];
        await ExpectAsync(0, github, [.. every[0], "--worse"]);
        SampleProcess.Finished failed = await ExpectAsync(1, github, [.. every[1], "--worse"]);
        Assert.Contains("\n::error title=Gate failed%3A sentence-parser::Failed: sentence-parser is worse", failed.Output, StringComparison.Ordinal);
        Assert.StartsWith("## Gate: failed\n", await File.ReadAllTextAsync(PathOf("summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("sentence-parser", (string?)XDocument.Load(PathOf("gate.xml")).Descendants("failure").Single().Parent!.Attribute("name"));

        (string, string)[] azure = [("GITHUB_ACTIONS", ""), ("TF_BUILD", "True"), ("AGENT_TEMPDIRECTORY", _folder)];
        SampleProcess.Finished onAzure = await ExpectAsync(1, azure, [.. every[1], "--worse"]);
        Assert.Contains("\n##vso[task.logissue type=error;]Failed: sentence-parser is worse", onAzure.Output, StringComparison.Ordinal);
        Assert.Contains($"\n##vso[task.uploadsummary]{PathOf("gate-1.md")}\n", onAzure.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_told_is_4_and_nothing_to_compare_5()
    {
        string[] gate = Commands(1)[1];
        foreach (string[] command in Commands(0)) await ExpectAsync(0, s_nowhere, command);
        await ExpectAsync(4, s_nowhere, [.. gate.Select(static argument => argument == "0.02" ? "0.01" : argument)]);
        await ExpectAsync(5, s_nowhere, [.. gate.Select(static argument => argument == "trials" ? "others" : argument)]);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private async Task<SampleProcess.Finished> ExpectAsync(int code, (string Name, string Value)[] environment, string[] arguments)
    {
        string[] placed = [.. arguments.Select(argument => argument is "trials" or "others" or "baseline.json" or "gate.xml" ? PathOf(argument) : argument)];
        using SampleProcess process = SampleProcess.Start(placed, environment);
        SampleProcess.Finished finished = await process.EndAsync();
        Assert.True(code == finished.ExitCode, $"{string.Join(' ', arguments)}: {finished.ExitCode}\n{finished.Output}{finished.Error}");
        return finished;
    }

    private static string[][] Commands(int block) => [.. File.ReadAllText(Checkout.PathOf("docs/guides/ci.md")).ReplaceLineEndings("\n").Split("```sh\n")[block + 1].Split("```")[0]
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[1..])];
}
