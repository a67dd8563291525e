using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TrialKeep.Models.Telemetry;

/// <summary>The source of spans and the meter, both named as the product.</summary>
internal static class ChatTelemetry
{
    public const string Name = "TrialKeep";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);
}
