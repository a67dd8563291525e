using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>A verdict in words.</summary>
internal static class VerdictWord
{
    public static string Of(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Failed => "failed",
        GateVerdict.Undecided => "undecided",
        GateVerdict.Passed => "passed",
        _ => "nothing to compare",
    };
}
