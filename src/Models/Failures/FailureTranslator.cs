using System.ClientModel;
using System.Globalization;
using TrialKeep.Models.Transport;
using TrialKeep.Models.Wire;

namespace TrialKeep.Models.Failures;

/// <summary>Turns what the pipeline and the readers throw into the failure that is recorded.</summary>
internal sealed class FailureTranslator(OpenAIChatClientOptions options)
{
    private readonly Redactor _redactor = new(options.Key);
    private readonly string _server = $"The chat server at {options.ShownEndpoint}";

    /// <summary>Whether this is a failure of the service or of the way there; anything else is a fault of the program and stays what it is.</summary>
    public static bool IsFailure(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.All(IsFailure),
        ClientResultException or HttpRequestException or IOException or OperationCanceledException => true,
        _ => exception is WireException or ServedErrorException,
    };

    public VariantException Translate(Exception exception, CallState state, bool overallTimeout)
    {
        // The pipeline gathers one exception an attempt; the last says how the call ended.
        Exception last = exception is AggregateException { InnerExceptions: [.., var end] } ? end : exception;
        (string kind, string message) = overallTimeout
            ? (FailureKind.Timeout, $"{_server} had not answered after {Attempts(state)} within the overall time-out of {Seconds(options.OverallTimeout)}.")
            : Describe(last, state);
        return new VariantException(kind, _redactor.Redact(message), _redactor.Redact(exception)) { RetryAfter = state.RefusedDelay };
    }

    private (string Kind, string Message) Describe(Exception exception, CallState state) => exception switch
    {
        ClientResultException { Status: > 0 } answered => DescribeStatus(answered.Status, Body(answered), state),
        ServedErrorException served => DescribeStatus(served.Status, served.Answer, state),
        WireException wrong => (FailureKind.InvalidResponse,
            Sentence($"{_server} answered something that is not a chat completion ({wrong.Message})", wrong.Answer)),
        OperationCanceledException => (FailureKind.Timeout,
            $"{_server} was silent for longer than the time-out of {Seconds(options.Timeout)} in the last of {Attempts(state)}."),
        _ => (FailureKind.Connection,
            Sentence($"{_server} could not be reached or dropped the connection after {Attempts(state)}", Innermost(exception).Message)),
    };

    private (string Kind, string Message) DescribeStatus(int status, string body, CallState state)
    {
        string code = status.ToString(CultureInfo.InvariantCulture);
        (string kind, string what) = status switch
        {
            408 => (FailureKind.Timeout, $"gave up waiting (HTTP {code}) after {Attempts(state)}"),
            429 => (FailureKind.RateLimited, $"asked for fewer calls (HTTP {code}) after {Attempts(state)}{Refused(state)}"),
            >= 500 => (FailureKind.ServerError, $"failed (HTTP {code}) after {Attempts(state)}{Refused(state)}"),
            >= 400 => (FailureKind.RequestRefused, $"refused the request (HTTP {code})"),
            _ => (FailureKind.InvalidResponse, $"answered with HTTP {code}, which is no answer to a chat request"),
        };
        return (kind, Sentence($"{_server} {what}", ErrorText.Of(body)));
    }

    private string Sentence(string start, string detail)
    {
        string excerpt = _redactor.Excerpt(detail);
        return excerpt.Length == 0 ? start + "." : $"{start}: {excerpt}";
    }

    private static string Body(ClientResultException exception) => exception.GetRawResponse() is { } response ? response.Content.ToString() : "";

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private static string Attempts(CallState state) => state.Attempts == 1
        ? "1 attempt"
        : state.Attempts.ToString(CultureInfo.InvariantCulture) + " attempts";

    private static string Refused(CallState state) => state.RefusedDelay is { } delay
        ? $", the next of which would have to wait {Seconds(delay)}, past the overall time-out"
        : "";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
