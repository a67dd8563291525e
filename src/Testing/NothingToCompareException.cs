using TrialKeep.Analysis.Gates;

namespace TrialKeep.Testing;

/// <summary>A gate had nothing to compare: a rule could be told of no arm.</summary>
public sealed class NothingToCompareException : GateException
{
    internal NothingToCompareException(string message, GateDecision decision)
        : base(message, decision)
    {
    }
}
