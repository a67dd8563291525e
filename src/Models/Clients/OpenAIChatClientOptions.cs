namespace TrialKeep;

/// <summary>Where an <see cref="OpenAIChatClient"/> asks, as whom, and how patiently. Not a record: its text form must never show the key.</summary>
public sealed class OpenAIChatClientOptions
{
    /// <summary>The server's base address, up to and with its version, like <c>http://localhost:8080/v1</c>; <c>/chat/completions</c> is added to it.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The model that is asked for, in the server's own spelling. <c>ChatOptions.ModelId</c> wins over it.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// The key, sent as <c>Authorization: Bearer</c>; blanks and line ends around it (as an environment file leaves them) are dropped.
    /// Without one no such header is sent.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>How many more times a call is tried after HTTP 408, 429 or 5xx, a dropped connection or a time-out; 0 or more, 3 unless said.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>
    /// How long one attempt may take until its whole answer has arrived, 100 s unless said. When streaming: until the answer begins, and
    /// again for each wait for more of it.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long a call may take with all its attempts and the waits between them, 10 min unless said. A retry that could only begin later
    /// than that, because the server's <c>Retry-After</c> is longer, is not waited for.
    /// </summary>
    public TimeSpan OverallTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The wait before the first retry, 0.8 s unless said. It doubles with each further one, and a server's <c>Retry-After</c> makes any of
    /// them longer, never shorter.
    /// </summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>
    /// Whether the limit of an answer is sent by its old name, <c>max_tokens</c>, instead of <c>max_completion_tokens</c>. Older compatible
    /// servers silently ignore the new name, OpenAI's newer models refuse the old one.
    /// </summary>
    public bool UseMaxTokens { get; init; }

    internal string? Key => string.IsNullOrWhiteSpace(ApiKey) ? null : ApiKey.Trim();

    /// <summary>The address as messages may show it: without user name, password, query and fragment.</summary>
    internal string ShownEndpoint => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <exception cref="ArgumentException">An option can't be used; the message never repeats the key.</exception>
    internal void Check()
    {
        Require(Endpoint is { IsAbsoluteUri: true } && Endpoint.Scheme is "http" or "https", nameof(Endpoint), "must be an absolute http or https address");
        Require(!string.IsNullOrWhiteSpace(Model), nameof(Model), "must name a model");
        Require(Key is not { } key || key.All(character => character is > ' ' and <= '~'), nameof(ApiKey), "holds a character that an HTTP header can't carry");
        Require(MaxRetries >= 0, nameof(MaxRetries), "must be 0 or more");
        Require(IsWait(Timeout), nameof(Timeout), "must be above zero and at most 24 days");
        Require(IsWait(OverallTimeout), nameof(OverallTimeout), "must be above zero and at most 24 days");
        Require(FirstRetryDelay == TimeSpan.Zero || IsWait(FirstRetryDelay), nameof(FirstRetryDelay), "must be zero or more and at most 24 days");
    }

    // Timers take at most 2^31 - 1 milliseconds.
    private static bool IsWait(TimeSpan time) => time > TimeSpan.Zero && time <= TimeSpan.FromDays(24);

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds)
            throw new ArgumentException($"The chat client's option {option} {rule}.", option);
    }
}
