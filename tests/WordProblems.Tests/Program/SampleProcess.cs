using System.Diagnostics;
using System.Text.Json;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>The built sample as a process, as a user starts it.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private SampleProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static SampleProcess Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException("The sample could not be started."));
    }

    public static async Task<Finished> RunAsync(params string[] arguments)
    {
        using SampleProcess process = Start(arguments);
        return await process.EndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public void Kill() => _process.Kill();

    public async Task<Finished> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(_process.ExitCode, await _output, await _error);
    }

    public void Dispose() => _process.Dispose();

    // The tests and the sample are built in the same configuration.
    private static string Assembly
    {
        get
        {
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            return Checkout.PathOf("samples", "WordProblems", "bin", configuration, "net10.0", "WordProblems.dll");
        }
    }

    internal sealed record Finished(int ExitCode, string Output, string Error)
    {
        /// <summary>What <c>--json -</c> printed.</summary>
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
