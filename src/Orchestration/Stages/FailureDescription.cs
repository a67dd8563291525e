using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Turns what was thrown into what is kept.</summary>
internal static class FailureDescription
{
    public static RecordError Of(Exception exception) => new(KindOf(exception), MessageOf(exception), exception.GetType().FullName, exception.ToString());

    private static string KindOf(Exception exception) => exception switch
    {
        VariantException known => known.Kind,
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => FailureKind.Timeout,
        OperationCanceledException => FailureKind.Cancelled,
        ExperimentDataException => FailureKind.InvalidRecord,
        HttpRequestException or IOException => FailureKind.Connection,
        _ => FailureKind.Exception,
    };

    private static string MessageOf(Exception exception) =>
        string.IsNullOrWhiteSpace(exception.Message) ? exception.GetType().Name : exception.Message.ReplaceLineEndings(" ").Trim();
}
