namespace TrialKeep.Hosting.Rendering;

/// <summary>What is said when results can't be written where the user wants them.</summary>
internal static class OutputFailure
{
    public static InvalidInputException Of(string place, Exception cause) =>
        new($"{place} can't be written ({cause.Message.TrimEnd('.')}); what the run has done is stored, and the same call writes its results again.", cause);
}
