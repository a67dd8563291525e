using System.Diagnostics;
using System.Reflection;

namespace WordProblems.Tour;

/// <summary>Compiles a small project with a member that has no role, with the real compiler, and shows what it says.</summary>
internal static class ForgottenMember
{
    private const string Source = """
        using TrialKeep;

        [ExperimentTask("question")]
        public sealed partial record Question
        {
            [KeyPart] public required string Text { get; init; }
            public string? Hint { get; init; }
        }
        """;

    /// <summary>Shows the compiler's error; 0 when it said that the member has no role, or the tour was stopped before.</summary>
    public static async Task<int> CompileAsync(string folder, CancellationToken stop)
    {
        string project = Directory.CreateDirectory(Path.Combine(folder, "forgotten")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Question.cs"), Source, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(project, "Forgotten.csproj"), Project(), CancellationToken.None);
        Console.WriteLine(Source);
        Console.WriteLine();
        string output = await BuildAsync(project, stop);
        if (stop.IsCancellationRequested) return 0;
        string[] errors = [.. output.Split('\n').Where(static line => line.Contains("error TRK", StringComparison.Ordinal)).Select(static line => Short(line)).Distinct()];
        if (errors.Length == 0)
        {
            await Console.Error.WriteLineAsync($"The compiler said something else: {output}");
            return 70;
        }

        foreach (string error in errors) Console.WriteLine(error);
        return 0;
    }

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{Assembly.Load("TrialKeep.Runtime").Location}" />
            <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "tour", "TrialKeep.Generator.dll")}" />
          </ItemGroup>
        </Project>
        """;

    private static async Task<string> BuildAsync(string project, CancellationToken stop)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["build", project, "-nologo", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = project,
        };
        using Process build = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        // The folder is deleted when the tour ends: nothing may go on writing in it.
        using CancellationTokenRegistration kill = stop.Register(() => build.Kill(entireProcessTree: true));
        string output = await build.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await build.WaitForExitAsync(CancellationToken.None);
        return output;
    }

    // The path of the temporary folder and of the project say nothing to a reader.
    private static string Short(string line)
    {
        string text = line.Trim();
        int file = text.IndexOf("Question.cs", StringComparison.Ordinal);
        int project = text.LastIndexOf(" [", StringComparison.Ordinal);
        return text[Math.Max(file, 0)..(project > 0 ? project : text.Length)];
    }
}
