using System.Globalization;
using TrialKeep.Hosting.Documents;
using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Rendering;

/// <summary>How far a stage is, as a line.</summary>
internal static class ProgressText
{
    public static string Of(in RunProgress progress)
    {
        int ended = progress.Cached + progress.Done + progress.Failed;
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{progress.Name ?? StageWord.Of(progress.Stage)}  {ended:N0} of {progress.Planned:N0}");
        if (progress.Cached > 0) text += string.Create(CultureInfo.InvariantCulture, $"  cached {progress.Cached:N0}");
        if (progress.Failed > 0) text += string.Create(CultureInfo.InvariantCulture, $"  failed {progress.Failed:N0}");
        if (progress.Retries > 0) text += string.Create(CultureInfo.InvariantCulture, $"  retried {progress.Retries:N0}");
        if (progress.Refused > 0) text += string.Create(CultureInfo.InvariantCulture, $"  refused {progress.Refused:N0}");
        if (progress.Truncated > 0) text += string.Create(CultureInfo.InvariantCulture, $"  cut {progress.Truncated:N0}");
        if (progress.Spent is { } spent) text += Spending(spent);
        if (progress.Waiting > 0) text += string.Create(CultureInfo.InvariantCulture, $"  {progress.Waiting:N0} waiting for the rate limit");
        if (progress.Rate > 0) text += string.Create(CultureInfo.InvariantCulture, $"  {progress.Rate:N1}/s");
        return progress.Remaining is { } left && progress.Left > 0 ? $"{text}  {Duration(left)} left" : text;
    }

    public static string Spending(Usage spent)
    {
        string tokens = string.Create(CultureInfo.InvariantCulture, $"  {spent.Tokens:N0} tokens");
        return spent.Cost is { } cost ? tokens + string.Create(CultureInfo.InvariantCulture, $"  cost {cost:0.####}") : tokens;
    }

    public static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes} min")
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";
}
