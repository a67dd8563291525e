using TrialKeep.Analysis.Gates;

namespace TrialKeep.Testing;

/// <summary>A gate failed: the whole interval of at least one rule breaks it.</summary>
public sealed class GateFailedException : GateException
{
    internal GateFailedException(string message, GateDecision decision)
        : base(message, decision)
    {
    }
}
