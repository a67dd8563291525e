using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>Decides by an interval.</summary>
internal static class Verdicts
{
    /// <summary>Passed when the whole interval keeps the limit, failed when the whole interval breaks it, undecided between and without an interval.</summary>
    public static GateVerdict Of(Interval? interval, bool isFloor, double limit)
    {
        if (interval is not { } range)
            return GateVerdict.Undecided;
        if (isFloor ? range.Low >= limit : range.High <= limit)
            return GateVerdict.Passed;
        return (isFloor ? range.High < limit : range.Low > limit) ? GateVerdict.Failed : GateVerdict.Undecided;
    }

    public static string Word(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Passed => "Passed",
        GateVerdict.Failed => "Failed",
        GateVerdict.Undecided => "Undecided",
        _ => "Nothing to compare",
    };
}
