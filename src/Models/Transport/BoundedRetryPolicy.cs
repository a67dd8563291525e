using System.ClientModel.Primitives;
using System.Net.Http.Headers;

namespace TrialKeep.Models.Transport;

/// <summary>Decides for the OpenAI package's pipeline what is tried again and when.</summary>
internal sealed class BoundedRetryPolicy : ClientRetryPolicy
{
    // 0.8 s doubled ten times is a quarter of an hour: longer waits help nobody.
    private const int MostDoublings = 10;

    private readonly int _maxRetries;
    private readonly TimeSpan _firstDelay;
    private readonly Func<TimeSpan, CancellationToken, Task> _wait;

    public BoundedRetryPolicy(int maxRetries, TimeSpan firstDelay, Func<TimeSpan, CancellationToken, Task> wait)
        : base(maxRetries)
    {
        _maxRetries = maxRetries;
        _firstDelay = firstDelay;
        _wait = wait;
    }

    protected override bool ShouldRetry(PipelineMessage message, Exception? exception)
    {
        CallState state = CallState.Of(message);
        return state.Attempts <= _maxRetries
            && !message.CancellationToken.IsCancellationRequested
            && (exception is null ? IsTransient(message.Response?.Status ?? 0) : IsTransient(exception))
            && state.Allows(GetNextDelay(message, state.Attempts));
    }

    protected override ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) => new(ShouldRetry(message, exception));

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount)
    {
        TimeSpan own = _firstDelay * Math.Pow(2, Math.Min(CallState.Of(message).Attempts - 1, MostDoublings));
        TimeSpan asked = message.Response is { } response ? AskedDelay(response.Headers) : TimeSpan.Zero;
        return asked > own ? asked : own;
    }

    protected override Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => _wait(time, cancellationToken);

    /// <summary>The header's two forms, seconds and a date, are those of RFC 9110, section 10.2.3.</summary>
    private static TimeSpan AskedDelay(PipelineResponseHeaders headers)
        => headers.TryGetValue("Retry-After", out string? text) && RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? value)
            ? value.Delta ?? value.Date - DateTimeOffset.UtcNow ?? TimeSpan.Zero
            : TimeSpan.Zero;

    // 501 says that the server will never know how.
    private static bool IsTransient(int status) => status is 408 or 429 or (>= 500 and not 501);

    // What the transport throws once its own tokens are set aside: nothing that it can throw for a well-formed request depends on the request.
    private static bool IsTransient(Exception exception)
        => exception is IOException or HttpRequestException or OperationCanceledException
            || (exception.InnerException is { } inner && IsTransient(inner));
}
