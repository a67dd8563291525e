using System.Diagnostics;
using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Benchmarks.MainJob;

/// <summary>When each stage has reported first and last: the phases of a call, seen from outside.</summary>
internal sealed class PhaseClock : IProgress<RunProgress>
{
    private readonly long[] _first = new long[2];
    private readonly long[] _last = new long[2];

    public long FirstOf(RunStage stage) => _first[(int)stage];

    public long LastOf(RunStage stage) => _last[(int)stage];

    public void Report(RunProgress value)
    {
        long now = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref _first[(int)value.Stage], now, 0);
        Interlocked.Exchange(ref _last[(int)value.Stage], now);
    }
}
