namespace TrialKeep.Analysis.Gates.Baselines;

/// <summary>A baseline file can't be used: it is damaged, of another format, or by another evaluator. The message names it and the cure.</summary>
public sealed class BaselineFormatException : Exception
{
    /// <summary>An exception with a message.</summary>
    public BaselineFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public BaselineFormatException()
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public BaselineFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
