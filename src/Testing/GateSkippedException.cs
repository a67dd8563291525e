using TrialKeep.Analysis.Gates;

namespace TrialKeep.Testing;

/// <summary>A gate neither passed nor failed, and the test asked to be skipped then. xUnit v3 knows it by the beginning of its message.</summary>
public sealed class GateSkippedException : GateException
{
    /// <summary>What xUnit v3 takes for "skipped", whatever the exception's type (xunit.v3.common, DynamicSkipToken).</summary>
    public const string XunitToken = "$XunitDynamicSkip$";

    internal GateSkippedException(string message, GateDecision decision)
        : base(XunitToken + message, decision)
    {
    }
}
