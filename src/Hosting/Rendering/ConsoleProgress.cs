using System.Globalization;
using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Shows progress on standard error: one line that is redrawn on a terminal, else a plain line every few seconds.</summary>
internal sealed class ConsoleProgress(HostConsole console, TimeProvider time) : IProgress<RunProgress>, IDisposable
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _shown = time.GetTimestamp();
    private int _width;

    public void Report(RunProgress value)
    {
        // Called after every item from every thread: the clock is looked at before anything is locked.
        if (time.GetElapsedTime(Volatile.Read(ref _shown)) < (console.IsTerminal ? s_redraw : s_line)) return;
        lock (_lock)
        {
            if (time.GetElapsedTime(_shown) < (console.IsTerminal ? s_redraw : s_line)) return;
            Volatile.Write(ref _shown, time.GetTimestamp());
            Show(Text(value));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (console.IsTerminal && _width > 0) console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    internal static string Text(in RunProgress progress)
    {
        int ended = progress.Cached + progress.Done + progress.Failed;
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{progress.Name ?? Name(progress.Stage)}  {ended:N0} of {progress.Planned:N0}");
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

    internal static string Spending(Usage spent)
    {
        string tokens = string.Create(CultureInfo.InvariantCulture, $"  {spent.Tokens:N0} tokens");
        return spent.Cost is { } cost ? tokens + string.Create(CultureInfo.InvariantCulture, $"  cost {cost:0.####}") : tokens;
    }

    private static string Name(RunStage stage) => stage switch
    {
        RunStage.Generate => "generate",
        RunStage.Transform => "transform",
        _ => "evaluate",
    };

    internal static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes} min")
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";

    private void Show(string text)
    {
        if (!console.IsTerminal)
        {
            console.Error.WriteLine(text);
            return;
        }

        console.Error.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }
}
