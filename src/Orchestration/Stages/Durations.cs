using System.Globalization;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Durations in sentences.</summary>
internal static class Durations
{
    public static string Text(TimeSpan time) => time.TotalSeconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min");
}
