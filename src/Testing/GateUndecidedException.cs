using TrialKeep.Analysis.Gates;

namespace TrialKeep.Testing;

/// <summary>A gate can't tell: an interval reaches over the limit of a rule. More items or samples could decide either way.</summary>
public sealed class GateUndecidedException : GateException
{
    internal GateUndecidedException(string message, GateDecision decision)
        : base(message, decision)
    {
    }
}
