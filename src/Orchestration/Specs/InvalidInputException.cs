namespace TrialKeep;

/// <summary>What the user gave can't be used. The message is one sentence that names the thing and the cure; nothing was written.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>An error with its one sentence.</summary>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its one sentence and its cause.</summary>
    public InvalidInputException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
