using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Models;

/// <summary>What a run must hold, in memory.</summary>
public sealed class RunModel
{
    public required RunId Id { get; init; }

    public Dictionary<int, Reply> Winners { get; } = [];

    /// <summary>Those of the winners that this run made itself, for look-ups.</summary>
    public Dictionary<int, Reply> Records { get; } = [];

    /// <summary>The line of each winner and the digest of its output, for scores.</summary>
    public Dictionary<int, (RecordReference Record, KeyId Output)> Lines { get; } = [];

    public Dictionary<int, RecordError> Failures { get; } = [];

    public Dictionary<int, int> Attempts { get; } = [];

    public Dictionary<int, string> Labels { get; } = [];

    public Dictionary<int, double> Scores { get; } = [];

    public Dictionary<(int, long), double> Measured { get; } = [];

    public Dictionary<int, byte[]> Artifacts { get; } = [];

    public int NextAttempt(int number) => Attempts[number] = Attempts.GetValueOrDefault(number) + 1;
}
