using TrialKeep.Analysis.Gates;

namespace TrialKeep.Testing;

/// <summary>A gate did not pass. The message is a table in lines of equal columns, made for the output of a test.</summary>
public abstract class GateException : Exception
{
    private protected GateException(string message, GateDecision decision)
        : base(message) => Decision = decision;

    /// <summary>What the gate says.</summary>
    public GateDecision Decision { get; }
}
