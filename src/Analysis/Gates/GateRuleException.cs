namespace TrialKeep.Analysis.Gates;

/// <summary>A rule can't be read, or can't be judged on what there is. The message says where and what to write instead.</summary>
public sealed class GateRuleException : Exception
{
    /// <summary>An exception with a message.</summary>
    public GateRuleException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public GateRuleException()
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public GateRuleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
