using Microsoft.Extensions.Logging;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Telemetry;

/// <summary>What a call tells its logger.</summary>
internal static partial class RunLog
{
    [LoggerMessage(1, LogLevel.Information, "Run {Run} of {Experiment}: {Planned} answers planned, {Pending} to be asked for")]
    public static partial void Begun(ILogger logger, string experiment, RunId run, int planned, int pending);

    [LoggerMessage(2, LogLevel.Warning, "{Variant} to {Item} failed in attempt {Attempt} with {Kind}: {Message}")]
    public static partial void Failed(ILogger logger, string variant, string item, int attempt, string kind, string message);

    [LoggerMessage(3, LogLevel.Debug, "{Variant} to {Item} is tried again in {Wait}")]
    public static partial void TriedAgain(ILogger logger, string variant, string item, TimeSpan wait);

    [LoggerMessage(4, LogLevel.Warning, "The score by {Evaluation} of {Item} failed with {Kind}: {Message}")]
    public static partial void NotScored(ILogger logger, string evaluation, string item, string kind, string message);

    [LoggerMessage(8, LogLevel.Warning, "The transform {Transform} of {Item} failed with {Kind}: {Message}")]
    public static partial void NotTransformed(ILogger logger, string transform, string item, string kind, string message);

    [LoggerMessage(5, LogLevel.Warning, "The call stops: {Message}")]
    public static partial void Stopped(ILogger logger, string message);

    [LoggerMessage(6, LogLevel.Information, "Run {Run} of {Experiment} is {Status}: {Generated} generated, {Cached} cached, {Failed} failed, {Missing} missing")]
    public static partial void Ended(ILogger logger, string experiment, RunId run, RunStatus status, int generated, int cached, int failed, int missing);

    [LoggerMessage(7, LogLevel.Error, "The {What} '{Name}' failed: {Message}")]
    public static partial void OwnCodeFailed(ILogger logger, string what, string name, string message);
}
