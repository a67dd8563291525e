namespace TrialKeep;

/// <summary>What an extractor found in a text, or why it found nothing.</summary>
public readonly record struct Extraction
{
    private Extraction(string? text, string? reason, string extractor) => (Text, Reason, Extractor) = (text, reason, extractor);

    /// <summary>What was found; null when nothing was.</summary>
    public string? Text { get; }

    /// <summary>Why nothing was found; null when something was.</summary>
    public string? Reason { get; }

    /// <summary>The name of the extractor that found it, or of the last one that was asked.</summary>
    public string Extractor { get; }

    /// <summary>Something was found.</summary>
    public static Extraction Found(string text, string extractor)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, null, extractor);
    }

    /// <summary>Nothing was found, and why.</summary>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static Extraction Nothing(string reason, string extractor)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(null, reason, extractor);
    }
}
