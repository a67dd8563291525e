using System.Net;
using TrialKeep.Storage.Redaction;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Turns what was thrown into what is kept: the kind, one sentence, and stack traces with all causes, without secrets.</summary>
internal static class FailureDescription
{
    public static RecordError Of(Exception exception) => new(KindOf(exception), Secrets.MaskText(MessageOf(exception)), exception.GetType().FullName, Secrets.MaskText(exception.ToString()));

    /// <summary>How long the service asked to wait.</summary>
    public static TimeSpan? RetryAfter(Exception exception) => (exception as VariantException)?.RetryAfter;

    private static string KindOf(Exception exception) => exception switch
    {
        VariantException known => known.Kind,
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => FailureKind.Timeout,
        OperationCanceledException => FailureKind.Cancelled,
        ExperimentDataException => FailureKind.InvalidRecord,
        HttpRequestException { StatusCode: { } status } => KindOf(status),
        HttpRequestException or IOException => FailureKind.Connection,
        _ => FailureKind.Exception,
    };

    private static string KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestTimeout => FailureKind.Timeout,
        HttpStatusCode.TooManyRequests => FailureKind.RateLimited,
        >= HttpStatusCode.InternalServerError => FailureKind.ServerError,
        >= HttpStatusCode.BadRequest => FailureKind.RequestRefused,
        _ => FailureKind.InvalidResponse,
    };

    private static string MessageOf(Exception exception) =>
        string.IsNullOrWhiteSpace(exception.Message) ? exception.GetType().Name : exception.Message.ReplaceLineEndings(" ").Trim();
}
