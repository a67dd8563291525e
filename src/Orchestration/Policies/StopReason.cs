namespace TrialKeep;

/// <summary>Why a call stopped by itself before it was through.</summary>
/// <param name="Kind">The policy.</param>
/// <param name="Message">One sentence that names it and what to do.</param>
public sealed record StopReason(StopKind Kind, string Message)
{
    /// <summary>What there is is still scored: what was stopped is a part of the answers, not the call.</summary>
    internal bool GoesOn => Kind is StopKind.Items or StopKind.Breaker;

    /// <summary>The program's own code failed: the run has not ended well, whatever its answers are.</summary>
    internal bool IsOwnFailure => Kind is StopKind.Hook or StopKind.Stage;
}
