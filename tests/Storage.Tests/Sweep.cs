namespace TrialKeep.Storage.Tests;

/// <summary>How finely sweeps go over bytes and operations: every one with <c>TRIALKEEP_LONG_TESTS=1</c>, else every few, so that the suite stays short. The crash kit goes over each of a small store.</summary>
internal static class Sweep
{
    /// <summary>Whether every one is wanted.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TRIALKEEP_LONG_TESTS") == "1";

    /// <summary>The step of a sweep.</summary>
    public static int Every(int quick, int thorough = 1) => IsLong ? thorough : quick;
}
