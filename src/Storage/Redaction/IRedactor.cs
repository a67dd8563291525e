namespace TrialKeep.Storage.Redaction;

/// <summary>
/// Takes what is secret or personal out of a text before it is written. Used by several threads at once. The same text must always come out
/// the same, and what came out must come out unchanged when it is given again: else one task has many versions.
/// </summary>
public interface IRedactor
{
    /// <summary>The text without what must not be stored; the same text when there is nothing of it.</summary>
    /// <param name="text">A whole value: an answer, a member of a task, a stack trace.</param>
    string Redact(string text);
}
