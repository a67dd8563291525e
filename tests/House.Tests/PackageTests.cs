using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace TrialKeep.House.Tests;

/// <summary>What a user gets: everything is packed, restored into an empty project from a folder, built and run.</summary>
public sealed class PackageTests : IDisposable
{
    // Of its own, because the folder of others' packages may hold what an earlier run or another checkout put there.
    private static string Version { get; } = $"0.1.0-test{Guid.NewGuid():N}";

    private static readonly string[] s_projects = ["Runtime", "Storage", "Orchestration", "Scoring", "Models", "Statistics", "Analysis", "Testing", "Hosting"];

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_empty_project_with_one_package_reference_runs_the_readmes_experiment()
    {
        string feed = Path.Combine(_folder, "feed");
        ToolRun pack = await ToolRun.StartAsync(Checkout.Root, "dotnet", ["pack", "Sdk.sln", "-c", "Release", "-o", feed, $"-p:Version={Version}", "-nologo"]);
        Assert.True(pack.ExitCode == 0, pack.Output);
        Assert.Equal(s_projects.Order(StringComparer.Ordinal).Select(static project => $"TrialKeep.{project}.{Version}.nupkg"),
            Directory.GetFiles(feed, "*.nupkg").Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        TheRuntimePackageCarriesTheGeneratorAndNoDependency(feed);

        string project = Directory.CreateDirectory(Path.Combine(_folder, "user")).FullName;
        await WriteProjectAsync(project, feed);
        ToolRun build = await ToolRun.StartAsync(project, "dotnet", ["build", "-c", "Release", "-nologo", "-p:TrialKeepLock=accept"], [("NUGET_PACKAGES", Path.Combine(_folder, "packages"))]);
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"$trialkeep.lock\":1\n,\"", await File.ReadAllTextAsync(Path.Combine(project, "trialkeep.lock.json")), StringComparison.Ordinal);
        string program = Path.Combine(project, "bin", "Release", "net10.0", "User.dll");
        ToolRun first = await ToolRun.StartAsync(project, "dotnet", [program]);
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Contains("4 generated, 0 cached", first.Output, StringComparison.Ordinal);
        ToolRun second = await ToolRun.StartAsync(project, "dotnet", [program]);
        Assert.Contains("0 generated, 4 cached", second.Output, StringComparison.Ordinal);
        await TrimmedItRunsTooAsync(project);
    }

    // Nothing is found by reflection: the trimmer has nothing to warn of, and what is left finds the keys of the whole program.
    private async Task TrimmedItRunsTooAsync(string project)
    {
        string output = Path.Combine(_folder, "trimmed");
        string[] arguments = ["publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishTrimmed=true", "-p:TrialKeepLock=accept", "-o", output, "-nologo"];
        ToolRun publish = await ToolRun.StartAsync(project, "dotnet", arguments, [("NUGET_PACKAGES", Path.Combine(_folder, "packages"))]);
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        ToolRun trimmed = await ToolRun.StartAsync(project, Path.Combine(output, "User"), []);
        Assert.Contains("0 generated, 4 cached", trimmed.Output, StringComparison.Ordinal);
    }

    private static void TheRuntimePackageCarriesTheGeneratorAndNoDependency(string feed)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed, $"TrialKeep.Runtime.{Version}.nupkg"));
        string[] names = [.. package.Entries.Select(static entry => entry.FullName)];
        Assert.Contains("analyzers/dotnet/cs/TrialKeep.Generator.dll", names);
        Assert.Contains("analyzers/dotnet/cs/TrialKeep.Generator.CodeFixes.dll", names);
        using Stream nuspec = package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Assert.DoesNotContain(XDocument.Load(nuspec).Descendants(), static element => element.Name.LocalName == "dependency");
    }

    private static async Task WriteProjectAsync(string project, string feed)
    {
        // The package folder is the test's own, so that an earlier build of the same version can't be meant; what others made is taken
        // from the folder where this checkout's own restore put it.
        string others = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(project, "User.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
                <NoWarn>$(NoWarn);NETSDK1206</NoWarn>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
                <RestoreFallbackFolders>{others}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TrialKeep.Hosting" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Readme.CSharpBlock());
        await File.WriteAllTextAsync(Path.Combine(project, "problems.jsonl"), """
            {"id": "a", "question": "What is 2 + 3?", "answer": 5}
            {"id": "b", "question": "What is 7 + 1?", "answer": 8}

            """);
    }
}
