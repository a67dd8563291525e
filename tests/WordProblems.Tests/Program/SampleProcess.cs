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

    public static SampleProcess Start(string[] arguments, params (string Name, string Value)[] environment) =>
        Start("dotnet", ["exec", Assembly, .. arguments], environment);

    /// <summary>The sample with a stream led somewhere by the shell: <c>2&gt;/dev/full</c>.</summary>
    public static SampleProcess StartRedirected(string redirection, params string[] arguments) =>
        Start("sh", ["-c", $"exec dotnet exec \"$0\" \"$@\" {redirection}", Assembly, .. arguments], []);

    private static SampleProcess Start(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
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

    /// <summary>Sends a signal by its name.</summary>
    public async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", ["-s", name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Kill() => _process.Kill();

    public async Task<Finished> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(_process.ExitCode, await _output, await _error);
    }

    public void Dispose() => _process.Dispose();

    // The tests and the sample are built in the same configuration.
    public static string Assembly
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
