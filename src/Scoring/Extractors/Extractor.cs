using TrialKeep.Scoring.Extractors;

namespace TrialKeep;

/// <summary>
/// Finds the answer in what a model wrote. It is immutable and may be used by several threads; it depends on its settings and the text, not on
/// culture, and throws on no text (but for a pattern that takes too long, which is a failure). Make one by <see cref="Extract"/>.
/// </summary>
public abstract class Extractor
{
    /// <summary>A short name, which outputs and reasons tell.</summary>
    public abstract string Name { get; }

    /// <summary>Canonical text of the kind of extractor and its settings: another text, another identity.</summary>
    public abstract string Settings { get; }

    /// <summary>Finds the answer, or says why there is none.</summary>
    public abstract Extraction Find(string text);

    /// <summary>Asks another extractor where this one finds nothing.</summary>
    public Extractor Or(Extractor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new FallbackExtractor([.. Alternatives, .. other.Alternatives]);
    }

    /// <summary>Asks another extractor about what this one finds, and not about the whole text.</summary>
    public Extractor Then(Extractor next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new NestedExtractor(this, next);
    }

    internal virtual IReadOnlyList<Extractor> Alternatives => [this];

    private protected Extraction Found(string text) => Extraction.Found(text, Name);

    private protected Extraction Nothing(string reason) => Extraction.Nothing(reason, Name);
}
