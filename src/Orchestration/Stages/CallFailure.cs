using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>A try that failed.</summary>
/// <param name="Error">What is kept of it.</param>
/// <param name="RetryAfter">How long the service asked to wait.</param>
internal readonly record struct CallFailure(RecordError Error, TimeSpan? RetryAfter)
{
    /// <summary>What equal errors have in common: numbers and ids in the message differ from item to item.</summary>
    public string Fingerprint => $"{Error.Kind}|{Error.Type}|{string.Concat(Error.Message.Where(static letter => !char.IsAsciiDigit(letter)))}";
}
