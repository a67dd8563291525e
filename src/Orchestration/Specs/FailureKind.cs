namespace TrialKeep;

/// <summary>The kinds of failure that this SDK's own parts report.</summary>
public static class FailureKind
{
    /// <summary>The call took longer than it may.</summary>
    public const string Timeout = "timeout";

    /// <summary>The service asked for fewer calls, HTTP 429, until the last retry.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>The service failed, HTTP 5xx, until the last retry.</summary>
    public const string ServerError = "server-error";

    /// <summary>The service refused the request, HTTP 4xx.</summary>
    public const string RequestRefused = "request-refused";

    /// <summary>The service could not be reached or dropped the connection.</summary>
    public const string Connection = "connection";

    /// <summary>The service answered something that can't be understood.</summary>
    public const string InvalidResponse = "invalid-response";

    /// <summary>The variant gave up by itself: it cancelled its own call.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The user's code threw.</summary>
    public const string Exception = "exception";

    /// <summary>The record can't be stored as JSON.</summary>
    public const string InvalidRecord = "invalid-record";

    /// <summary>An external process ended with another code than 0.</summary>
    public const string ExitCode = "exit-code";

    /// <summary>An external process could not be started.</summary>
    public const string NotStarted = "not-started";

    /// <summary>A budget can't bear another call: it was not made.</summary>
    public const string BudgetSpent = "budget-spent";
}
