using System.Diagnostics;

namespace TrialKeep.Storage.Crash.Tests.Kills;

/// <summary>A child that is killed at a random moment.</summary>
public sealed class Victim(Process process, Acknowledged acknowledged) : IDisposable
{
    /// <summary>Reads what the child says and kills it after a random number of lines and a random moment more.</summary>
    /// <returns>Whether it was killed, and had not ended by itself.</returns>
    public bool KillSomewhere(Chance chance, Action onLine)
    {
        // Now and then while the store is opened, the run is begun or the tail is cut.
        int lines = chance.OneIn(4) ? chance.Below(4) : chance.Below(160);
        for (int i = 0; i < lines; i++)
        {
            if (process.StandardOutput.ReadLine() is not { } line) break;
            acknowledged.Take(line);
            if (i % 40 == 20) onLine();
        }

        Spin(chance.Below(lines == 0 ? 200_000 : chance.OneIn(3) ? 8_000 : 400));
        bool lived = !process.HasExited;
        process.Kill();
        Drain();
        return lived;
    }

    /// <summary>Takes what the child says until it ends.</summary>
    public int Drain()
    {
        // What the child had said before it died is in the pipe; its last line may be cut.
        string[] rest = process.StandardOutput.ReadToEnd().Split('\n');
        foreach (string line in rest[..^1]) acknowledged.Take(line);
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();

    private static void Spin(int microseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds) Thread.SpinWait(20);
    }
}
