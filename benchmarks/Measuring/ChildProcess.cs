using System.Diagnostics;
using System.Globalization;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>Starts processes that are measured from outside.</summary>
internal static class ChildProcess
{
    private const long Memory = 256 << 20;
    private const string Started = "TRIALKEEP_BENCH_STARTED";

    // As the sample's project says: a run takes tenths of a second, and profiling for a second compilation costs more than it gives.
    private static readonly (string, string)[] s_asTheSample = [("DOTNET_TieredPGO", "0"), ("DOTNET_TC_CallCountingDelayMs", "0")];

    /// <summary>Runs a part of this program in a process of its own, with the settings of the sample's project, and reads the numbers that it prints.</summary>
    public static double[] Numbers(string child, params string[] arguments) => Numbers([Environment.ProcessPath!, "--child", child, .. arguments], s_asTheSample);

    /// <summary>The same in a program that is compiled well at once (<c>TieredCompilationQuickJit</c> is false): what the work costs when the compiler has done its own.</summary>
    public static double[] NumbersCompiled(string child, params string[] arguments) => Numbers([Environment.ProcessPath!, "--child", child, .. arguments], [.. s_asTheSample, ("DOTNET_TC_QuickJit", "0")]);

    /// <summary>Runs a command that prints one number a line.</summary>
    public static double[] Numbers(string[] command, params (string Name, string Value)[] environment)
    {
        string output = Run(command, environment).Output;
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>Runs a command to its end; seconds from before its start until it is gone.</summary>
    public static (double Seconds, string Output) Run(string[] command, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        BackedMemory.Touch(Memory);
        long started = Stopwatch.GetTimestamp();
        start.Environment[Started] = started.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} could not be started.");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Timed.Since(started);
        return process.ExitCode == 0 ? (seconds, output) : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {error.Result}");
    }

    /// <summary>Prints a number for the parent.</summary>
    public static void Print(double number) => Console.WriteLine(number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Seconds since the parent started this process: the clock is the system's.</summary>
    public static double SinceStart() => Timed.Since(long.Parse(Environment.GetEnvironmentVariable(Started)!, CultureInfo.InvariantCulture));

    /// <summary>The most memory that this process has had, in bytes.</summary>
    public static double PeakMemory()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
