namespace TrialKeep.Orchestration.Execution;

/// <summary>A generation is not stored, and the call may not ask a variant.</summary>
public sealed class OfflineMissException(string message, int count) : Exception(message)
{
    /// <summary>How many generations are missing.</summary>
    public int Count { get; } = count;
}
