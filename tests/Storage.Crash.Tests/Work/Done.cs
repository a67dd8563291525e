using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Work;

/// <summary>What a run has beside records, for who goes on with it.</summary>
public sealed record Done(HashSet<(KeyId, long)> Measurements, HashSet<KeyId> Events, HashSet<KeyId> Artifacts)
{
    public static Done In(RunReader reader) => new(
        [.. reader.Measurements.All().Select(measurement => (measurement.Generation!.Value, measurement.Step))],
        [.. reader.Events.All().Select(happened => happened.Generation!.Value)],
        [.. reader.Artifacts.All().Select(artifact => artifact.Generation!.Value)]);
}
