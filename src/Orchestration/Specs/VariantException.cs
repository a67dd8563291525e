namespace TrialKeep;

/// <summary>A variant could not answer. The failure is recorded with its kind and tried again by the next call.</summary>
public sealed class VariantException : Exception
{
    /// <summary>A failure of a kind.</summary>
    /// <param name="kind">The kind, one of <see cref="FailureKind"/> or the variant's own: failures are counted by it.</param>
    /// <param name="message">One sentence, without secrets.</param>
    /// <param name="cause">What was thrown below.</param>
    public VariantException(string kind, string message, Exception? cause = null)
        : base(message, cause) => Kind = kind;

    /// <summary>How long the service asked to wait before the next call, as by HTTP's <c>Retry-After</c>; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The kind of the failure.</summary>
    public string Kind { get; }
}
