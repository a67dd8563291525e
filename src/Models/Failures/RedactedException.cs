namespace TrialKeep.Models.Failures;

/// <summary>Stands for an exception whose text held a secret.</summary>
/// <param name="text">The text of the original with the secret taken out.</param>
internal sealed class RedactedException(string text) : Exception(text)
{
    public override string ToString() => Message;
}
