using System.Diagnostics;

namespace TrialKeep.House.Tests;

/// <summary>A process that was run to its end.</summary>
internal sealed record ToolRun(int ExitCode, string Output)
{
    public static async Task<ToolRun> StartAsync(string folder, string file, string[] arguments, (string Name, string Value)[]? environment = null)
    {
        ProcessStartInfo start = new(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A build inside a test run must not share servers or settings with the build outside.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && name != "MSBUILDDISABLENODEREUSE").ToArray()) start.Environment.Remove(name);
        foreach ((string name, string value) in environment ?? []) start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{file} could not be started.");
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, output + await error);
    }
}
