namespace TrialKeep.Orchestration.Bundles;

/// <summary>What a line is worth.</summary>
internal readonly record struct LineVerdict(LineStanding Standing, string Reason)
{
    public static LineVerdict New { get; } = new(LineStanding.New, "");

    public static LineVerdict Already { get; } = new(LineStanding.Already, "");

    public static LineVerdict Refused(string reason) => new(LineStanding.Refused, reason);
}
