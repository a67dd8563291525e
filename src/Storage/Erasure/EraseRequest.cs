using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Erasure;

/// <summary>What is to be erased, where, and why. Made by <see cref="Item"/>, <see cref="Task"/>, <see cref="Generation"/> or <see cref="Text"/>.</summary>
public sealed record EraseRequest
{
    // Two letters stand in almost everything.
    private const int ShortestText = 3;

    private EraseRequest(ErasedSubject subject, string wanted, KeyId key, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Subject = subject;
        Wanted = wanted;
        Key = key;
        Reason = reason;
    }

    /// <summary>What kind of thing.</summary>
    public ErasedSubject Subject { get; }

    /// <summary>Why: it stays in the store for ever.</summary>
    public string Reason { get; }

    /// <summary>Only this experiment; null for all.</summary>
    public string? Experiment { get; init; }

    /// <summary>The item or the text; empty for a key.</summary>
    internal string Wanted { get; }

    /// <summary>The key; nothing for an item or a text.</summary>
    internal KeyId Key { get; }

    /// <summary>What a tombstone says instead of the thing itself.</summary>
    internal KeyId Id => Subject switch
    {
        ErasedSubject.Item => Tombstone.IdOfItem(Wanted),
        ErasedSubject.Text => Tombstone.IdOfText(Wanted),
        _ => Key,
    };

    /// <summary>An item and all that came of it, in whatever version its tasks are. What stands about it in free texts of others stays: erase those as texts.</summary>
    /// <param name="item">The item's id, exactly.</param>
    /// <param name="reason">Why.</param>
    public static EraseRequest Item(string item, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(item);
        Check(reason, item);
        return new(ErasedSubject.Item, item, default, reason);
    }

    /// <summary>A task and all that came of it.</summary>
    /// <param name="key">The task's key.</param>
    /// <param name="reason">Why.</param>
    public static EraseRequest Task(KeyId key, string reason) => new(ErasedSubject.Task, "", key, reason);

    /// <summary>A generation: its records, failures and scores, and what else bears its key. Its task stays.</summary>
    /// <param name="key">The generation's key.</param>
    /// <param name="reason">Why.</param>
    public static EraseRequest Generation(KeyId key, string reason) => new(ErasedSubject.Generation, "", key, reason);

    /// <summary>A text, exactly as it is given: upper and lower case count, and so does how letters with accents are composed.</summary>
    /// <param name="text">The text, of three characters or more.</param>
    /// <param name="reason">Why, without the text.</param>
    public static EraseRequest Text(string text, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length < ShortestText) throw new ArgumentException($"A text of {text.Length} characters stands almost everywhere; name a longer one.", nameof(text));
        Check(reason, text);
        return new(ErasedSubject.Text, text, default, reason);
    }

    private static void Check(string reason, string wanted)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (reason.Contains(wanted, StringComparison.Ordinal)) throw new ArgumentException("The reason stays in the store and must not hold what is to be erased.", nameof(reason));
    }
}
