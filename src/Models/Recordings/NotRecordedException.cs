namespace TrialKeep;

/// <summary>A request is not in the recording that has to answer it. The message names the nearest recorded one and where they differ.</summary>
public sealed class NotRecordedException : Exception
{
    internal NotRecordedException(string message, string? difference)
        : base(message) => Difference = difference;

    /// <summary>The path of the first part that differs from the nearest recorded request, as <c>messages[0].contents[0].text</c>; null when nothing is recorded.</summary>
    public string? Difference { get; }
}
