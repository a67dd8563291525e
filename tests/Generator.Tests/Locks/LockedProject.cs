using System.Diagnostics;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Locks;

/// <summary>A project on disk that is built by <c>dotnet build</c> with the Runtime's targets, as a user's is.</summary>
internal sealed class LockedProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-lock-").FullName;

    public LockedProject()
    {
        Write("Subject");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string LockOf(string project = "Subject") => Path.Combine(_folder, project, "trialkeep.lock.json");

    /// <summary>Writes a project.</summary>
    public void Write(string name, string? reference = null, string properties = "")
    {
        string build = Path.Combine(Repository.Root, "src", "Runtime", "build", "TrialKeep.Runtime");
        Directory.CreateDirectory(Path.Combine(_folder, name));
        File.WriteAllText(Path.Combine(_folder, name, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "TrialKeep.Runtime.dll")}" />
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "TrialKeep.Generator.dll")}" />
                {(reference is null ? "" : $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />")}
              </ItemGroup>
              <Import Project="{build}.targets" />
            </Project>
            """);
    }

    /// <summary>Writes the only source of a project.</summary>
    public void Source(string text, string project = "Subject") => File.WriteAllText(Path.Combine(_folder, project, "Source.cs"), "using TrialKeep;\n" + text);

    /// <summary>Builds a project and those that it references.</summary>
    public async Task<(int ExitCode, string Output)> BuildAsync(string project = "Subject", bool accepts = false, bool isCI = false)
    {
        List<string> arguments = ["build", Path.Combine(_folder, project), "-nologo", "-v:q", "--tl:off", "-p:UseSharedCompilation=false"];
        if (accepts) arguments.Add("-p:TrialKeepLock=accept");
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // What the build outside says is not meant for this one.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["CI"] = isCI ? "true" : "";
        start.Environment["ContinuousIntegrationBuild"] = "";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
